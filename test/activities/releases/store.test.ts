import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfFiles } from '../../../activities/releases/digest-of-files';
import { ReleaseStore } from '../../../activities/releases/store';
import { aFolder } from '../../a-folder';
import { aRelease, note } from '../builders/a-release';

const one = aRelease(note('one'));

describe('the store of releases', () => {
  test('gives the same release the same id, and another one a different id', async () => {
    const store = new ReleaseStore(aFolder());
    const id = await store.save(one);
    expect(id).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(await store.save(one)).toBe(id);
    expect(await new ReleaseStore(aFolder()).save(one)).toBe(id);
    expect(await store.save(aRelease(note('two')))).not.toBe(id);
    expect(await store.read(id)).toEqual(one);
  });

  test('saves found releases too', async () => {
    const store = new ReleaseStore(aFolder());
    const found = {
      kind: 'found',
      stacks: { api: { template: '{}', parameters: { a: 'b' }, tags: { owner: 'retail' } } },
    } as const;
    expect(await store.read(await store.save(found))).toEqual(found);
  });

  test('names the file of a missing release', async () => {
    const folder = aFolder();
    const store = new ReleaseStore(folder);
    await store.save(one);
    await expect(store.read('sha256-gone')).rejects.toMatchObject({
      name: 'ReleaseUnreadable',
      message: expect.stringContaining(`${join(folder, 'releases', 'sha256-gone.json')} does not exist`),
    });
  });

  test.each([
    ['other content', JSON.stringify({ ...one, commit: 'd'.repeat(40) })],
    ['half of it', JSON.stringify(one).slice(0, 40)],
    ['nothing', ''],
    ['another shape', '{}'],
  ])('names the file of a damaged release, until the release is saved again: %s', async (_, text) => {
    const folder = aFolder();
    const store = new ReleaseStore(folder);
    const id = await store.save(one);
    const file = join(folder, 'releases', `${id}.json`);
    await writeFile(file, text);
    await expect(store.read(id)).rejects.toMatchObject({
      name: 'ReleaseUnreadable',
      message: `release ${id} is damaged: ${file} is not what was saved: restore the file from a backup`,
    });
    expect(await store.save(one)).toBe(id);
    expect(await store.read(id)).toEqual(one);
  });

  test('accepts the same from many writers at once, and leaves no partial files', async () => {
    const folder = aFolder();
    const files = await aPayload();
    const writers = Array.from({ length: 8 }, () => new ReleaseStore(folder));
    const ids = await Promise.all(writers.map((store) => store.save(one)));
    const digests = await Promise.all(writers.map((store) => store.savePayload(files)));
    expect(new Set([...ids, ...digests]).size).toBe(2);
    expect(await readdir(join(folder, 'releases'))).toEqual([`${ids[0]}.json`]);
    expect(await readdir(join(folder, 'payloads'))).toEqual([digests[0]]);
    expect(await readFile(join(folder, 'payloads', digests[0] ?? '', 'bin', 'run'), 'utf8')).toBe('echo hello');
  });
});

test('a link in a payload is saved as what it points to, which will be deleted', async () => {
  const [folder, payload] = [aFolder(), await aPayload()];
  await symlink('bin/run', join(payload, 'link'));
  await symlink('bin', join(payload, 'tools'));
  const digest = await new ReleaseStore(folder).savePayload(payload);
  await rm(payload, { recursive: true });
  const kept = join(folder, 'payloads', digest);
  expect(await readFile(join(kept, 'tools', 'run'), 'utf8')).toBe('echo hello');
  expect(await digestOfFiles(kept)).toBe(digest);
});

async function aPayload(): Promise<string> {
  const folder = join(aFolder(), 'payload');
  await mkdir(join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'bin', 'run'), 'echo hello');
  await writeFile(join(folder, 'package.json'), '{}');
  return folder;
}

describe('the digest of a payload', () => {
  test('does not depend on the folder and the dates', async () => {
    const payload = await aPayload();
    const copy = join(aFolder(), 'elsewhere');
    await cp(payload, copy, { recursive: true });
    await utimes(join(copy, 'bin', 'run'), 1, 1);
    expect(await digestOfFiles(copy)).toBe(await digestOfFiles(payload));
  });

  test.each<[string, (folder: string) => Promise<void>]>([
    ['a file becomes executable', async (folder) => await chmod(join(folder, 'bin', 'run'), 0o755)],
    ['a file has another name', async (folder) => await rename(join(folder, 'package.json'), join(folder, 'other.json'))],
    ['a file is in another folder', async (folder) => await rename(join(folder, 'bin', 'run'), join(folder, 'run'))],
    ['a file has other content', async (folder) => await writeFile(join(folder, 'package.json'), '[]')],
    ['there is one more file', async (folder) => await writeFile(join(folder, 'more'), '')],
  ])('is different if %s', async (_, alter) => {
    const payload = await aPayload();
    const before = await digestOfFiles(payload);
    await alter(payload);
    expect(await digestOfFiles(payload)).not.toBe(before);
  });

  test('can be that of a single file', async () => {
    const payload = await aPayload();
    expect(await digestOfFiles(join(payload, 'package.json'))).toMatch(/^sha256-[0-9a-f]{64}$/);
  });

  test('depends on where one file ends and the next begins', async () => {
    const [one, other] = [join(aFolder(), 'one'), join(aFolder(), 'other')];
    await Promise.all([mkdir(one), mkdir(other)]);
    await writeFile(join(one, 'a'), '- b 1\nx');
    await writeFile(join(other, 'a'), '');
    await writeFile(join(other, 'b'), 'x');
    expect(await digestOfFiles(one)).not.toBe(await digestOfFiles(other));
  });
});
