import { join, relative, resolve } from 'node:path';
import { checkFiles, passes } from '../../../client/check/check';
import { expandFolders } from '../../../client/check/pipeline-files';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { aFileFolder } from '../a-file-folder';

const { file } = aFileFolder();
const good = file('good.json', aPipeline());

describe('the examples', () => {
  const examples = resolve(__dirname, '../../../examples');
  const intended = ['build-with-network', 'no-production-canary'];

  test('are found by their folder, and have no errors and only the intended warnings', async () => {
    const files = await expandFolders([examples]);
    expect(files.map((path) => relative(examples, path))).toEqual([
      'checkout/demo.pipeline.ts',
      'checkout/kept.pipeline.ts',
      'checkout/pipeline.ts',
      'greetings/pipeline.ts',
      'inbox/pipeline.ts',
      'orders/pipeline.ts',
      'thumbnails/pipeline.ts',
    ]);
    for (const checked of await checkFiles(files, {})) {
      expect(passes(checked)).toBe(true); // the demos of checkout have its name, and are exempt
      expect(checked.problems.filter(({ rule }) => !intended.includes(rule))).toEqual([]);
    }
  });

  test('have templates that a deployment would accept, and that show everything', async () => {
    for (const name of ['checkout', 'orders', 'thumbnails']) {
      const options = { templates: join(examples, name, 'infra') };
      const [checked] = await checkFiles([join(examples, name, 'pipeline.ts')], options);
      expect(checked?.problems.filter(({ rule }) => !intended.includes(rule))).toEqual([]);
      expect(checked?.notChecked.map(({ needs }) => needs)).not.toContain('templates');
      expect(checked?.notSeen).toEqual([]);
    }
  });

  test('are not searched for if a file is named', async () => {
    expect(await expandFolders([good, good])).toEqual([good]);
  });
});
