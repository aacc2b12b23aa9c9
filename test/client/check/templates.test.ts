import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkFiles } from '../../../client/check/check';
import { describeProblem } from '../../../pipeline/rules/problems';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { aFileFolder } from '../a-file-folder';
import { aSpyRule, spied } from './a-spy-rule';

const { folder, file } = aFileFolder();
const good = file('good.json', aPipeline());

describe('the templates of a pipeline', () => {
  test('are read from the build’s output, or from beside the pipeline; none is used if one is missing', async () => {
    const policy = [aSpyRule('templates')];
    const pipeline = file('repository/pipeline.json', aPipeline());
    const all = async () => (await checkFiles([pipeline], { policy })).map(spied);
    mkdirSync(join(folder, 'repository/dist/table.template.json'), { recursive: true });
    file('repository/dist/api.template.json', { built: 1 });
    file('repository/api.template.json', { written: 1 });
    file('repository/table.template.json', { written: 2 });
    expect(await all()).toEqual([[]]);
    file('repository/one-box.template.json', 'AWSTemplateFormatVersion: in YAML');
    expect(await all()).toEqual([[]]);
    file('repository/one-box.template.json', { written: 3 });
    expect((await all()).flat().map((text) => JSON.parse(text))).toEqual([
      {
        'api.template.json': { built: 1 },
        'one-box.template.json': { written: 3 },
        'table.template.json': { written: 2 },
      },
    ]);
    const [elsewhere] = await checkFiles([good], { policy, templates: join(folder, 'repository') });
    expect(elsewhere && spied(elsewhere)).toHaveLength(1);
  });

  test('in a folder that was named are missing if they are not there', async () => {
    const half = dirname(file('half/api.template.json', { written: 1 }));
    const policy = [aSpyRule('templates')];
    const [checked] = await checkFiles([good], { policy, templates: half });
    expect(checked && spied(checked)).toEqual(['{"api.template.json":{"written":1}}']);
  });

  test('in such a folder that cannot be read are reported, and so are the missing ones', async () => {
    const odd = dirname(file('odd-templates/api.template.json', '{\n  "Resources": {} "Outputs": {}\n}'));
    const policy = [aSpyRule('templates')];
    const all = async () => {
      const [checked] = await checkFiles([good], { policy, templates: odd });
      expect(checked?.notChecked).toContainEqual({ rule: 'spy', needs: 'templates' });
      expect(checked?.notChecked.map(({ rule }) => rule)).not.toContain('template-missing');
      return checked?.problems.filter(({ level }) => level === 'error').map(describeProblem);
    };
    expect(await all()).toEqual([
      expect.stringMatching(
        /^components\/api\/template: .*odd-templates\/api\.template\.json: it is not JSON: line 2, column 19: .*; write the template as JSON, or generate it with CDK$/,
      ),
      expect.stringMatching(/^components\/api\/oneBox: "one-box\.template\.json" is not /),
      expect.stringMatching(/^components\/table\/template: "table\.template\.json" is not /),
    ]);
    file('odd-templates/one-box.template.json', 'Resources: {}');
    file('odd-templates/table.template.json', `${'['.repeat(40)}${']'.repeat(40)}`);
    expect((await all())?.slice(1)).toEqual([
      expect.stringMatching(
        /^components\/api\/oneBox: .*one-box\.template\.json: it is not JSON: line 1, column \d+: .*; write the template as JSON/,
      ),
      expect.stringMatching(/^components\/table\/template: .*table\.template\.json is not a template: it is nested/),
    ]);
  });
});
