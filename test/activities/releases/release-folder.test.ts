import { execFile } from 'node:child_process';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sortAnswer } from '../../../activities/attempt/answers/sort-answer';
import { markerName } from '../../../activities/releases/release-folder';
import { ReleaseStore } from '../../../activities/releases/store';
import { aFolder } from '../../a-folder';
import { aRelease, note } from '../builders/a-release';

const one = aRelease(note('one'));
const two = aRelease(note('two'));

/** A store in a folder that can lose its mount, and the id of a release in it. */
async function aMountedStore() {
  const parent = aFolder();
  const [folder, unmounted] = [join(parent, 'slipway'), join(parent, 'unmounted')];
  const store = new ReleaseStore(folder);
  const id = await store.save(one);
  return {
    store,
    id,
    folder,
    /** What is below a mount is mostly an empty folder. */
    unmount: async () => {
      await rename(folder, unmounted);
      await mkdir(folder);
    },
    mount: async () => {
      await rm(folder, { recursive: true });
      await rename(unmounted, folder);
    },
  };
}

/** The error of a call, which must be one that is tried again. */
async function outage(call: Promise<unknown>): Promise<string> {
  const err = await call.then(
    () => new Error('it worked'),
    (failed: unknown) => failed,
  );
  const { kind, because } = sortAnswer(err);
  expect(kind).toBe('again');
  return because;
}

describe('unreadable release: an outage, after which everything goes on', () => {
  test('the folder is not mounted any longer: nothing is read from what is below it, and nothing saved there', async () => {
    const { store, id, folder, unmount, mount } = await aMountedStore();
    await unmount();
    const lost = `the release folder ${folder} has lost its marker ${markerName}: mount it`;
    expect(await outage(store.read(id))).toContain(lost);
    expect(await outage(store.save(two))).toContain(lost);
    await expect(access(join(folder, 'releases'))).rejects.toMatchObject({ code: 'ENOENT' });
    await mount();
    expect(await store.read(id)).toEqual(one);
    expect(await store.read(await store.save(two))).toEqual(two);
  });

  test('the folder is gone altogether', async () => {
    const { store, id, folder, unmount } = await aMountedStore();
    await unmount();
    await rm(folder, { recursive: true });
    expect(await outage(store.read(id))).toContain('has lost its marker');
    expect(await outage(store.save(one))).toContain('has lost its marker');
  });

  test('another release folder is mounted in its place', async () => {
    const { store, id, folder } = await aMountedStore();
    await writeFile(join(folder, markerName), 'another');
    expect(await outage(store.read(id))).toContain('has another marker than before');
  });

  test('a worker that starts while it is not mounted finds no releases', async () => {
    const { id, folder, unmount } = await aMountedStore();
    await unmount();
    expect(await outage(new ReleaseStore(folder).read(id))).toContain(`the release folder ${folder} has no releases: mount it`);
  });

  test('a file is there and cannot be read', async () => {
    const { store, id, folder } = await aMountedStore();
    const file = join(folder, 'releases', `${id}.json`);
    await rm(file);
    await mkdir(file); // root may read every file, but nobody reads a folder as one
    expect(await outage(store.read(id))).toMatch(/^release sha256-\w+ cannot be read: EISDIR/);
    await rm(file, { recursive: true });
    expect(await outage(store.read(id))).toContain(`${file} does not exist`);
    await writeFile(file, 'half');
    expect(await outage(store.read(id))).toContain(`${file} is not what was saved`);
  });
});

describe('the marker of a release folder', () => {
  test('is added to a folder from before there were markers, once for all workers', async () => {
    const { id, folder } = await aMountedStore();
    await rm(join(folder, markerName));
    const stores = Array.from({ length: 8 }, () => new ReleaseStore(folder));
    await Promise.all(stores.map((store) => store.read(id)));
    const marker = await readFile(join(folder, markerName), 'utf8');
    expect(marker).toMatch(/^[0-9a-f-]{36}$/);
    await Promise.all(stores.map((store) => store.save(two)));
    expect(await readFile(join(folder, markerName), 'utf8')).toBe(marker);
  });

  test('that is empty, because a worker died while writing it, blocks nobody', async () => {
    const { id, folder } = await aMountedStore();
    await writeFile(join(folder, markerName), '');
    const store = new ReleaseStore(folder);
    expect(await store.read(id)).toEqual(one);
    expect(await store.read(await store.save(two))).toEqual(two);
  });
});

test('unreadable release: a folder that does not answer is an outage too, and no call hangs', async () => {
  const { store, id, folder } = await aMountedStore();
  const file = join(folder, 'releases', `${id}.json`);
  const text = await readFile(file, 'utf8');
  for (const hanging of [join(folder, markerName), file]) {
    const content = await readFile(hanging, 'utf8');
    await rm(hanging);
    await promisify(execFile)('mkfifo', [hanging]); // reading it hangs until somebody writes into it
    const impatient = new ReleaseStore(folder, 50);
    expect(await outage(impatient.read(id))).toMatch(/has not answered for 0\.05 s: mount it/);
    await writeFile(hanging, content); // ends the hanging read
    await rm(hanging);
    await writeFile(hanging, content);
  }
  expect(await readFile(file, 'utf8')).toBe(text);
  expect(await store.read(id)).toEqual(one);
});
