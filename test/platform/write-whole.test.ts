import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeWhole, writeWholeSync } from '../../platform/write-whole';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'file');
const source = resolve(__dirname, '../../platform/write-whole.ts');

const waysToWrite = [
  ['writeWhole', writeWhole],
  ['writeWholeSync', writeWholeSync],
] as const;

describe.each(waysToWrite)('%s', (name, write) => {
  test('replaces the content, with the permissions that it is given, and leaves no other file', async () => {
    writeFileSync(file, 'before');
    await write(file, 'after', { mode: 0o755 });
    expect(readFileSync(file, 'utf8')).toBe('after');
    expect(statSync(file).mode & 0o777).toBe(0o755);
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('throws and keeps the content of before if there is room for a part of the new only', () => {
    writeFileSync(file, 'before');
    const script = `(async () => require(${JSON.stringify(source)}).${name}(${JSON.stringify(file)}, 'x'.repeat(200_000)))().catch(({ code }) => console.log(code))`;
    const limited = spawnSync('sh', ['-c', 'ulimit -f 200; exec "$0" --require tsx/cjs -e "$1"', process.execPath, script], {
      encoding: 'utf8', // 200 blocks of 512 bytes are half of it
    });
    expect(limited.stdout).toBe('EFBIG\n');
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('throws if the folder does not exist', async () => {
    await expect((async () => await write(join(folder, 'missing/file'), 'text'))()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('writers at once never show a part of what they write', async () => {
  const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(100_000));
  let isWriting = true;
  const seen = new Set<string>();
  const reading = (async () => {
    while (isWriting) {
      seen.add(readFileSync(file, 'utf8'));
      await new Promise((next) => setImmediate(next));
    }
  })();
  writeFileSync(file, texts[0] ?? '');
  for (let round = 0; round < 5; round += 1) await Promise.all(texts.map((text) => writeWhole(file, text)));
  isWriting = false;
  await reading;
  seen.delete('before');
  expect([...seen].filter((text) => !texts.includes(text))).toEqual([]);
  expect(readdirSync(folder)).toEqual(['file']);
});
