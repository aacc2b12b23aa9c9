import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CheckOptions, checkFiles } from '../../../client/check/check';
import { loadPolicy, readPolicy, wholePolicy } from '../../../client/read/policy';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { aFileFolder } from '../a-file-folder';

const { file } = aFileFolder();
const good = file('good.json', aPipeline());

describe('a policy', () => {
  const never =
    "{ name: 'never', level: 'error', needs: 'nothing', find: (pipeline) => [{ path: 'team', message: pipeline.team + ' may not' }] }";

  test('adds the organisation’s own rules', async () => {
    const policy = await loadPolicy(file('policy.ts', `import type { Pipeline } from 'slipway'; export default [${never}];`));
    const [checked] = await checkFiles([good], { policy });
    expect(checked?.problems).toContainEqual({ path: 'team', message: 'retail may not', level: 'error', rule: 'never' });
  });

  test('can be written as docs/checking.md shows: with words that make warnings errors', async () => {
    const page = readFileSync(resolve(__dirname, '../../../docs/checking.md'), 'utf8');
    const policy = await loadPolicy(file('shown.ts', /```ts\n(.*?)```/s.exec(page)?.[1] ?? ''));
    const errors = async (options: CheckOptions) =>
      (await checkFiles([good], options))
        .flatMap(({ problems }) => problems.filter(({ level }) => level === 'error'))
        .map(({ rule }) => rule);
    expect(await errors({})).toEqual([]);
    expect([...new Set(await errors({ policy }))]).toEqual(['no-production-canary', 'must-review']);
  });

  test('names who may allow what may replace data, beside its rules', async () => {
    const text = `import { mayReplace } from 'slipway'; export default [${never}, mayReplace(['ada', 'grace']), mayReplace(['ada', 'kim'])];`;
    const { rules, mayReplace } = await readPolicy(file('named.ts', text));
    expect(rules.map(({ name }) => name)).toEqual(['never']);
    expect(mayReplace).toEqual(['ada', 'grace', 'kim']);
    expect(await wholePolicy({ SLIPWAY_POLICY: '' })).toEqual({ rules: [], mayReplace: [] });
  });

  test.each([
    ['[]', 'mayReplace([]) names nobody, so nobody could allow it: write a list'],
    ["'ada'", 'mayReplace("ada") names nobody'],
    ["['ada', ' ']", 'mayReplace(["ada"," "]) names nobody'],
    ['', 'mayReplace(undefined) names nobody'],
  ])('that names nobody with mayReplace(%s) is refused', async (people, sentence) => {
    const text = `import { mayReplace } from 'slipway'; export default [mayReplace(${people})];`;
    await expect(loadPolicy(file(`nobody-${people.length}.ts`, text))).rejects.toThrow(sentence);
  });

  test.each([
    ['nothing', 'const a = 1', 'it does not export a list of rules: write `export default [ … ]`'],
    ['something that is not a rule', `export default [${never}, { name: 'half' }]`, 'item 1 of its list is not a rule'],
    ['a throw', "throw new Error('not today')", 'not today'],
  ])('of %s is refused in a sentence', async (name, text, sentence) => {
    await expect(loadPolicy(file(`${name}.ts`, text))).rejects.toThrow(sentence);
  });

  test.each([
    ['a promise', 'async () => []'],
    ['nothing', '() => undefined'],
    ['a text', "() => 'wrong'"],
    ['a problem without a path', "() => [{ message: 'wrong' }]"],
  ])('whose rule returns %s is refused with the rule’s name', async (_, find) => {
    const policy = await loadPolicy(
      file(`${find.length}.ts`, `export default [{ name: 'odd', level: 'error', needs: 'nothing', find: ${find} }]`),
    );
    await expect(checkFiles([good], { policy })).rejects.toThrow(
      /^the policy’s rule odd must return a list of \{ path, message \}/,
    );
  });

  test('whose rule throws is refused with the rule’s name', async () => {
    const broken = "export default [{ name: 'odd', level: 'error', needs: 'nothing', find: () => { throw new Error('oh') } }]";
    const policy = await loadPolicy(file('odd.ts', broken));
    await expect(checkFiles([good], { policy })).rejects.toThrow(/^the policy’s rule odd throws: .*oh$/);
  });
});
