import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ResolvedRecords } from '../../../activities/releases/resolved';
import { aFolder } from '../../a-folder';

const where = { account: '111122223333', region: 'us-west-2', stack: 'api' };
const resolved = {
  values: { Image: 'ami-1' },
  references: {
    'Resources/Api': { '{{resolve:ssm:/host}}': { version: '1', since: 7 }, '{{resolve:ssm:/x}}': { unknown: 'why' } },
  },
};

describe('the record of what a stack resolved', () => {
  test('is read as it was saved, for that stack and release alone', async () => {
    const records = new ResolvedRecords(aFolder());
    await records.save(where, 'sha256-one', resolved);
    expect(await records.read(where, 'sha256-one')).toEqual(resolved);
    expect(await records.read(where, 'sha256-two')).toBeUndefined();
    expect(await records.read({ ...where, region: 'eu-west-1' }, 'sha256-one')).toBeUndefined();
    await records.remove(where, 'sha256-one');
    await records.remove(where, 'sha256-one');
    expect(await records.read(where, 'sha256-one')).toBeUndefined();
  });

  test('can be read by nobody else', async () => {
    const folder = aFolder();
    await new ResolvedRecords(folder).save(where, 'sha256-one', resolved);
    const parts = ['resolved', where.account, where.region, where.stack];
    const paths = parts.map((_, at) => join(folder, ...parts.slice(0, at + 1)));
    const modes = await Promise.all(
      [...paths, join(...paths.slice(-1), 'sha256-one.json')].map(async (path) => (await stat(path)).mode),
    );
    expect(modes.map((mode) => (mode & 0o777).toString(8))).toEqual(['700', '700', '700', '700', '600']);
    expect(await readdir(paths.at(-1) ?? '')).toEqual(['sha256-one.json']);
  });

  test.each(['', '{"values":', '{"values":{}}'])('counts as none if it is damaged: %s', async (text) => {
    const folder = aFolder();
    const records = new ResolvedRecords(folder);
    await records.save(where, 'sha256-one', resolved);
    await writeFile(join(folder, 'resolved', where.account, where.region, where.stack, 'sha256-one.json'), text);
    expect(await records.read(where, 'sha256-one')).toBeUndefined();
  });
});
