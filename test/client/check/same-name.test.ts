import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { checkFiles } from '../../../client/check/check';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { aFileFolder } from '../a-file-folder';

const { folder, file } = aFileFolder();
const good = file('good.json', aPipeline());

test('two pipelines of one name are refused, each with the file of the other, except for demos and the same file twice', async () => {
  const named = (more: object) => ({ ...aPipeline(), name: 'orders', service: 'orders', ...more });
  const reported = async (...files: string[]) =>
    (await checkFiles(files, {})).map(({ problems }) =>
      problems.filter(({ rule }) => rule === 'same-name').map(({ path, message, level }) => `${level} ${path}: ${message}`),
    );
  const [one, copy] = [file('one.json', named({})), file('copy.json', named({ team: 'media' }))];
  const demo = file('a-demo.json', named({ timing: 'shortened', lookEvery: '1s' }));
  const why = 'give each its own name, or they would overwrite each other’s stacks and changes';
  expect(await reported(one, copy, demo, good)).toEqual([
    [`error name: "orders" is also the name of ${copy}: ${why}`],
    [`error name: "orders" is also the name of ${one}: ${why}`],
    [],
    [],
  ]);
  const link = join(folder, 'link.json');
  symlinkSync(one, link);
  expect(await reported(one, one, link)).toEqual([[], [], []]);
});
