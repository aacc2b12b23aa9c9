import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkFiles, withoutPipeline } from '../../../client/check/check';
import { reportLines } from '../../../client/check/report-lines';
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
    file('repository/dist/api.template.json', { built: 1, Resources: {} });
    file('repository/api.template.json', { written: 1, Resources: {} });
    file('repository/table.template.json', { written: 2, Resources: {} });
    expect(await all()).toEqual([[]]);
    file('repository/one-box.template.json', 'Resources: in YAML');
    expect(await all()).toEqual([[]]);
    expect((await checkFiles([pipeline], {}))[0]?.problems).toContainEqual({
      path: 'components/api/oneBox',
      message: expect.stringMatching(/one-box\.template\.json: its Resources are not an object: write each entry under its name/),
      level: 'warning',
      rule: 'template-unreadable',
    });
    file('repository/one-box.template.json', { written: 3, Resources: {} });
    expect((await all()).flat().map((text) => JSON.parse(text))).toEqual([
      {
        'api.template.json': { built: 1, Resources: {} },
        'one-box.template.json': { written: 3, Resources: {} },
        'table.template.json': { written: 2, Resources: {} },
      },
    ]);
    const [elsewhere] = await checkFiles([good], { policy, templates: join(folder, 'repository') });
    expect(elsewhere && spied(elsewhere)).toHaveLength(1);
  });

  test('in a folder that was named are missing if they are not there', async () => {
    const half = dirname(file('half/api.template.json', { written: 1, Resources: {} }));
    const policy = [aSpyRule('templates')];
    const [checked] = await checkFiles([good], { policy, templates: half });
    expect(checked && spied(checked)).toEqual(['{"api.template.json":{"written":1,"Resources":{}}}']);
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
        /^components\/api\/template: .*odd-templates\/api\.template\.json: it is not JSON: line 2, column 19: found "Outputs", but a comma or } is expected$/,
      ),
      expect.stringMatching(/^components\/api\/oneBox: "one-box\.template\.json" is not /),
      expect.stringMatching(/^components\/table\/template: "table\.template\.json" is not /),
    ]);
    file('odd-templates/one-box.template.json', 'Outputs: {}');
    file('odd-templates/table.template.json', `{"Resources":{},"Metadata":${'['.repeat(200)}${']'.repeat(200)}}`);
    expect((await all())?.slice(1)).toEqual([
      expect.stringMatching(
        /^components\/api\/oneBox: .*one-box\.template\.json: it has no Resources: add them, or name another file$/,
      ),
      expect.stringMatching(
        /^components\/table\/template: .*table\.template\.json: line 1, column 127: it is nested more than 100/,
      ),
    ]);
  });

  test('unread-template: may be YAML, and are refused with the figure if they are too large, as by the build', async () => {
    const folder = dirname(file('yaml/api.template.json', 'Resources: # none\n  {}\nDescription: 012\n'));
    file('yaml/one-box.template.json', '{"Resources":{}}');
    file('yaml/table.template.json', `Resources: {}\nDescription: ${'x'.repeat(60_000)}\n`);
    const check = async () => await checkFiles([good], { policy: [aSpyRule('templates')], templates: folder });
    expect((await check())[0]?.problems.filter(({ level }) => level === 'error').map(describeProblem)).toEqual([
      expect.stringMatching(
        /^components\/table\/template: .*table\.template\.json: it has 60,033 bytes as JSON without white space, and CloudFormation accepts 51,200 bytes: split it into several components$/,
      ),
    ]);
    file('yaml/table.template.json', 'Resources: {}\n');
    const [checked] = await check();
    expect(checked && spied(checked).map((text) => JSON.parse(text))).toEqual([
      {
        'api.template.json': { Resources: {}, Description: '012' },
        'one-box.template.json': { Resources: {} },
        'table.template.json': { Resources: {} },
      },
    ]);
  });

  test('that hide resources are named in the report, and are not in the report for programs', async () => {
    const template = {
      Parameters: { Payload: { Type: 'String', Default: '' } },
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {},
    };
    for (const name of ['api', 'one-box', 'table'])
      file(`hiding/${name}.template.json`, name === 'api' ? template : { ...template, Transform: [] });
    const [checked] = await checkFiles([good], { templates: join(folder, 'hiding') });
    if (checked === undefined) throw new Error('nothing was checked');
    expect(checked.problems.filter(({ level }) => level === 'error')).toEqual([]);
    expect(reportLines(checked).at(-1)).toMatch(
      /^ {2}not checked in full, because only AWS can read all of components\/api\/template \(Transform AWS::Serverless-2016-10-31\): /,
    );
    expect(Object.keys(withoutPipeline(checked))).toEqual(['file', 'problems', 'notChecked', 'notSeen', 'exempt']);
  });

  test('can be left out: those of today say nothing about an older version of a pipeline', async () => {
    for (const name of ['api', 'one-box', 'table']) file(`today/${name}.template.json`, { Resources: {} });
    const old = file('today/old.json', aPipeline());
    const rulesOf = async (options: { withoutTemplates?: true }) =>
      (await checkFiles([old], options)).flatMap(({ problems }) => problems.map(({ rule }) => rule));
    expect(await rulesOf({})).toContain('payload-not-received');
    expect(await rulesOf({ withoutTemplates: true })).not.toContain('payload-not-received');
  });
});
