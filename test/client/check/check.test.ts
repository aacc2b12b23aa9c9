import { join, resolve } from 'node:path';
import { checkFiles, passes } from '../../../client/check/check';
import { aPipeline, broken } from '../../pipeline/builders/a-pipeline';
import { aFileFolder } from '../a-file-folder';
import { aSpyRule, spied } from './a-spy-rule';

const { folder, file } = aFileFolder();
const good = file('good.json', aPipeline());

describe('a check of pipeline files', () => {
  test('finds every problem of each file, with its path and its rule, and passes only files without errors', async () => {
    const files = [
      good,
      file('wrong.json', { ...broken('stages', []), name: 'Check Out' }),
      file('later.json', { ...broken('queue', 'latest'), name: 'later' }),
    ];
    const checked = await checkFiles(files, {});
    expect(checked.map(({ file }) => file)).toEqual(files);
    expect(checked.map(passes)).toEqual([true, false, true]);
    expect(checked[1]?.problems.map(({ path }) => path)).toEqual(expect.arrayContaining(['name', 'stages']));
    expect(checked[2]?.problems).toContainEqual(expect.objectContaining({ level: 'notYet', path: 'queue' }));
  });

  test.each([
    ['throws.ts', "throw new Error('not today')", 'the file: cannot be read: not today \\(throws\\.ts:1\\)'],
    ['function.ts', 'export default () => 1', 'the file: cannot be read: it exports a function, which is not a pipeline'],
    [
      'nothing.ts',
      'const a = 1;',
      'the file: cannot be read: it has no default export: write `export default definePipeline\\(\\{ … \\}\\)`',
    ],
    ['named.ts', 'export const pipeline = {}', /^the file: cannot be read: it has no default export/],
    ['number.ts', 'export default 7', /^the file: 7 is not an object: write an object with name, .* and stages$/],
    [
      'half.json',
      '{',
      'the file: cannot be read: it is not JSON: line 1, column 2: the file ends, but a name in double quotes or } is expected',
    ],
    ['deep.json', `${'['.repeat(5_000_000)}${']'.repeat(5_000_000)}`, /^the file: cannot be read: it has 10000000 bytes/],
    ['none.json', undefined, /^the file: cannot be read: .*none\.json does not exist$/],
  ])('goes on after a file that is not a pipeline, such as %s, with a sentence about it', async (name, text, sentence) => {
    const wrong = text === undefined ? join(folder, name) : file(name, text);
    const [bad, fine] = await checkFiles([wrong, good], {});
    const [problem] = bad?.problems ?? [];
    expect(bad?.problems).toHaveLength(1);
    expect(`${problem?.path}: ${problem?.message}`).toMatch(
      typeof sentence === 'string' ? new RegExp(`^${sentence}$`) : sentence,
    );
    expect(fine && passes(fine)).toBe(true);
  });

  test('sorts problems by severity, for programs as for people', async () => {
    const odd = file('order.json', { ...broken('queue', 'latest'), name: 'Check Out', rung: 'oneRegion' });
    const levels = (await checkFiles([odd], {})).flatMap(({ problems }) => problems.map(({ level }) => level));
    expect([...new Set(levels)]).toEqual(['error', 'warning', 'notYet', 'hint']);
    expect(levels.filter((level, index) => level !== levels[index - 1])).toHaveLength(4); // each level is one block
  });

  test('checks a pipeline together with the others of its service; one file alone has no others', async () => {
    const other = file('other.json', { ...aPipeline(), name: 'checkout-infra' });
    const strange = file('strange.json', { ...aPipeline(), name: 'shop', service: 'shop' });
    const policy = [aSpyRule('otherPipelines')];
    expect((await checkFiles([good, other, strange], { policy })).map(spied)).toEqual([['checkout-infra'], ['checkout'], ['']]);
    const [alone] = await checkFiles([good], { policy });
    expect(alone?.notChecked).toContainEqual({ rule: 'spy', needs: 'otherPipelines' });
  });
});

test('twelve mistakes in one file are reported in one run', async () => {
  const [checked] = await checkFiles([resolve(__dirname, '../../pipeline/rules/twelve-mistakes.pipeline.ts')], {});
  const rules = checked?.problems.filter(({ level }) => level === 'error' || level === 'warning').map(({ rule }) => rule) ?? [];
  expect(new Set(rules).size).toBeGreaterThanOrEqual(12);
});
