import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { type Checked, type CheckOptions, checkFiles, passes } from '../../../client/check/check';
import { pipelineFilesOf } from '../../../client/check/files';
import { fleetIn, fleetInWords } from '../../../client/check/fleet';
import { inWords } from '../../../client/check/report-lines';
import { loadPolicy } from '../../../client/read/policy';
import { describeProblem } from '../../../pipeline/rules/problems';
import type { Rule } from '../../../pipeline/rules/rule';
import { aPipeline, broken } from '../../pipeline/builders/a-pipeline';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const good = file('good.json', aPipeline());

/** Finds at every pipeline what it was told of templates or of other pipelines. */
const seen = (needs: 'templates' | 'otherPipelines'): Rule =>
  needs === 'templates'
    ? { name: 'seen', level: 'warning', needs, find: (_, templates) => [{ path: 'x', message: JSON.stringify(templates) }] }
    : {
        name: 'seen',
        level: 'warning',
        needs,
        find: (_, others) => [{ path: 'x', message: others.map(({ name }) => name).join() }],
      };

const toldBy = ({ problems }: Checked): string[] => problems.filter(({ rule }) => rule === 'seen').map(({ message }) => message);

describe('a check of pipeline files', () => {
  it('finds every problem of each, with its path and its rule, and passes only what has no error', async () => {
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

  it.each([
    ['throws.ts', "throw new Error('not today')", 'the file: cannot be read: not today \\(throws\\.ts:1\\)'],
    ['function.ts', 'export default () => 1', 'the file: cannot be read: it exports a function, which is no pipeline'],
    [
      'nothing.ts',
      'const a = 1;',
      'the file: cannot be read: it exports nothing by default: write `export default definePipeline\\(\\{ … \\}\\)`',
    ],
    ['named.ts', 'export const pipeline = {}', /^the file: cannot be read: it exports nothing by default/],
    ['number.ts', 'export default 7', /^the file: 7 is no object: write an object with name, .* and stages$/],
    [
      'half.json',
      '{',
      'the file: cannot be read: it is no JSON: line 1, column 2: it ends where a name in double quotes or } is expected',
    ],
    ['deep.json', `${'['.repeat(5_000_000)}${']'.repeat(5_000_000)}`, /^the file: cannot be read: it has 10000000 bytes/],
    ['none.json', undefined, /^the file: cannot be read: there is no file .*none\.json$/],
  ])('goes on behind a file that is no pipeline, as %s, which it says in a sentence', async (name, text, sentence) => {
    const wrong = text === undefined ? join(folder, name) : file(name, text);
    const [bad, fine] = await checkFiles([wrong, good], {});
    const [problem] = bad?.problems ?? [];
    expect(bad?.problems).toHaveLength(1);
    expect(`${problem?.path}: ${problem?.message}`).toMatch(
      typeof sentence === 'string' ? new RegExp(`^${sentence}$`) : sentence,
    );
    expect(fine && passes(fine)).toBe(true);
  });

  it('tells of the worst first, for programs as for people', async () => {
    const odd = file('order.json', { ...broken('queue', 'latest'), name: 'Check Out', rung: 'oneRegion' });
    const levels = (await checkFiles([odd], {})).flatMap(({ problems }) => problems.map(({ level }) => level));
    expect([...new Set(levels)]).toEqual(['error', 'warning', 'notYet', 'hint']);
    expect(levels.filter((level, index) => level !== levels[index - 1])).toHaveLength(4); // each in one row
  });

  it('sees a pipeline beside the others of its service, and of one file alone knows none', async () => {
    const other = file('other.json', { ...aPipeline(), name: 'checkout-infra' });
    const strange = file('strange.json', { ...aPipeline(), name: 'shop', service: 'shop' });
    const policy = [seen('otherPipelines')];
    expect((await checkFiles([good, other, strange], { policy })).map(toldBy)).toEqual([['checkout-infra'], ['checkout'], ['']]);
    const [alone] = await checkFiles([good], { policy });
    expect(alone?.notChecked).toContainEqual({ rule: 'seen', needs: 'otherPipelines' });
  });

  it('refuses two pipelines of one name, each with the file of the other; demos and the same one twice are none', async () => {
    const named = (more: object) => ({ ...aPipeline(), name: 'orders', service: 'orders', ...more });
    const told = async (...files: string[]) =>
      (await checkFiles(files, {})).map(({ problems }) =>
        problems.filter(({ rule }) => rule === 'same-name').map(({ path, message, level }) => `${level} ${path}: ${message}`),
      );
    const [one, copy] = [file('one.json', named({})), file('copy.json', named({ team: 'media' }))];
    const demo = file('a-demo.json', named({ timing: 'shortened', lookEvery: '1s' }));
    const why = 'give each its own, for two pipelines of one name would take each other’s stacks and changes';
    expect(await told(one, copy, demo, good)).toEqual([
      [`error name: "orders" is also the name of ${copy}: ${why}`],
      [`error name: "orders" is also the name of ${one}: ${why}`],
      [],
      [],
    ]);
    const link = join(folder, 'link.json');
    symlinkSync(one, link);
    expect(await told(one, one, link)).toEqual([[], [], []]);
  });

  it('reads the templates in the build’s output, else beside the pipeline, and none where one of them is missing', async () => {
    const policy = [seen('templates')];
    const pipeline = file('repository/pipeline.json', aPipeline());
    const all = async () => (await checkFiles([pipeline], { policy })).map(toldBy);
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
    expect(elsewhere && toldBy(elsewhere)).toHaveLength(1);
  });

  it('takes a folder that was named at its word: what is missing there is missing', async () => {
    const half = dirname(file('half/api.template.json', { written: 1 }));
    const policy = [seen('templates')];
    const [checked] = await checkFiles([good], { policy, templates: half });
    expect(checked && toldBy(checked)).toEqual(['{"api.template.json":{"written":1}}']);
  });

  it('names what is in such a folder and cannot be read, and hides nothing that is missing behind it', async () => {
    const odd = dirname(file('odd-templates/api.template.json', '{\n  "Resources": {} "Outputs": {}\n}'));
    const policy = [seen('templates')];
    const all = async () => {
      const [checked] = await checkFiles([good], { policy, templates: odd });
      expect(checked?.notChecked).toContainEqual({ rule: 'seen', needs: 'templates' });
      expect(checked?.notChecked.map(({ rule }) => rule)).not.toContain('template-missing');
      return checked?.problems.filter(({ level }) => level === 'error').map(describeProblem);
    };
    expect(await all()).toEqual([
      expect.stringMatching(
        /^components\/api\/template: .*odd-templates\/api\.template\.json: it is no JSON: line 2, column 19: .*; write it as JSON, or synthesise it$/,
      ),
      `components/api/oneBox: "one-box.template.json" is not in the build's output: correct the path`,
      `components/table/template: "table.template.json" is not in the build's output: correct the path`,
    ]);
    file('odd-templates/one-box.template.json', 'Resources: {}');
    file('odd-templates/table.template.json', `${'['.repeat(40)}${']'.repeat(40)}`);
    expect((await all())?.slice(1)).toEqual([
      expect.stringMatching(
        /^components\/api\/oneBox: .*one-box\.template\.json: it is no JSON: line 1, column \d+: .*; write it as JSON/,
      ),
      expect.stringMatching(/^components\/table\/template: .*table\.template\.json is no template: it is nested/),
    ]);
  });

  it('says what the next rung needs, where it is asked to', async () => {
    const early = file('early.json', aPipeline({ rung: 'build', stages: [] }));
    const [first, last] = await checkFiles([early, good], { next: true });
    expect(first && inWords(first)).toContain('  the next rung is test: every change is tested in one stage');
    expect(first?.next?.steps.at(-1)).toMatch(/^rung: write 'test'/);
    expect(last && inWords(last)).toContain('  it claims the last rung: there is no next step');
    expect((await checkFiles([early], {})).map(({ next }) => next)).toEqual([undefined]);
  });

  it('tells what comes back as a step there alone', async () => {
    const early = file('step.json', aPipeline({ rung: 'build', stages: [] }));
    const hints = async (options: CheckOptions) => {
      const lines = (await checkFiles([early], options)).flatMap(inWords);
      return { lines, hints: lines.filter((line) => line.startsWith('  hint')) };
    };
    const [all, rest] = [await hints({}), await hints({ next: true })];
    const [checked] = await checkFiles([early], { next: true });
    const steps = checked?.next?.steps ?? [];
    const isStep = (hint: string) => steps.some((step) => hint.includes(`  ${step}  (`));
    expect(all.hints.filter(isStep)).not.toEqual([]);
    expect(rest.hints).toEqual(all.hints.filter((hint) => !isStep(hint)));
    expect(rest.lines[0]).toMatch(new RegExp(`(${rest.hints.length} hints?|nothing is wrong)$`));
    for (const step of steps) expect(rest.lines.filter((line) => line.includes(step))).toEqual([`    ${step}`]);
  });

  it('says to mend errors first, before any step', async () => {
    const wrong = { ...aPipeline({ rung: 'build', stages: [] }), name: 'Check Out' };
    const [one] = await checkFiles([file('unmended.json', wrong)], { next: true });
    expect(one?.next?.steps[0]).toBe('first of all: mend its error, for no rung is built on what cannot work');
    const [two] = await checkFiles([file('unmended.json', { ...wrong, service: 'Shop Window' })], { next: true });
    expect(two?.next?.steps[0]).toMatch(/^first of all: mend its \d errors, /);
  });
});

describe('a fleet', () => {
  const named = (name: string, more: object = {}) => ({ ...aPipeline(), name, service: name, ...more });

  it('is every pipeline file below a folder, compared; demos and packages are left out', async () => {
    const fleet = dirname(file('fleet/pipeline.json', named('search')));
    file('fleet/pay/pay.pipeline.json', named('pay', { rollback: { scope: 'change' } }));
    file('fleet/cart/pipeline.ts', `export default ${JSON.stringify(named('cart'))}`);
    file('fleet/cart/demo.pipeline.json', named('cart', { timing: 'shortened' }));
    file('fleet/node_modules/x/pipeline.json', named('strange'));
    file('fleet/.git/pipeline.json', named('hidden'));
    file('fleet/notes.json', {});
    const found = await fleetIn(fleet);
    expect(fleetInWords(found)).toEqual([
      '3 pipelines: cart, pay, search',
      '  rollback/scope',
      '    cart, search: "wave"',
      '    pay: "change"',
    ]);
    expect(found.unreadable).toEqual([]);
    expect(found.pipelines.at(-1)).toEqual({ name: 'search', file: join(fleet, 'pipeline.json') });
    expect(found.differences[0]?.values[1]?.pipelines).toEqual([{ name: 'pay', file: join(fleet, 'pay/pay.pipeline.json') }]);
  });

  it('names the file beside a name that is there twice', async () => {
    const fleet = dirname(file('twice/pipeline.json', named('search')));
    const copy = file('twice/copy.pipeline.json', named('search', { lookEvery: '2m' }));
    file('twice/pay.pipeline.json', named('pay'));
    const search = join(fleet, 'pipeline.json');
    expect(fleetInWords(await fleetIn(fleet))).toEqual([
      `3 pipelines: search (${copy}), pay, search (${search})`,
      '  lookEvery',
      `    pay, search (${search}): "1m"`,
      `    search (${copy}): "2m"`,
    ]);
  });

  it('of demos alone has no pipeline', async () => {
    const fleet = dirname(file('demos/pipeline.json', named('search', { timing: 'shortened' })));
    expect(fleetInWords(await fleetIn(fleet))).toEqual(['0 pipelines']);
  });

  it('names files that are no pipelines, and goes on', async () => {
    const fleet = dirname(file('odd/pipeline.json', named('search')));
    file('odd/a/pipeline.json', '7');
    file('odd/b/pipeline.json', named('pay'));
    expect(fleetInWords(await fleetIn(fleet))).toEqual([
      expect.stringMatching(/odd\/a\/pipeline\.json: is no pipeline: the file: 7 is no object: write /),
      '2 pipelines: pay, search',
      '  they do not differ',
    ]);
  });
});

describe('a policy', () => {
  const never =
    "{ name: 'never', level: 'error', needs: 'nothing', find: (pipeline) => [{ path: 'team', message: pipeline.team + ' may not' }] }";

  it('adds rules of the organisation’s own', async () => {
    const policy = await loadPolicy(file('policy.ts', `import type { Pipeline } from 'slipway'; export default [${never}];`));
    const [checked] = await checkFiles([good], { policy });
    expect(checked?.problems).toContainEqual({ path: 'team', message: 'retail may not', level: 'error', rule: 'never' });
  });

  it('may be as the page about it shows: words of the model that make warnings errors', async () => {
    const page = readFileSync(resolve(__dirname, '../../../docs/checking.md'), 'utf8');
    const policy = await loadPolicy(file('shown.ts', /```ts\n(.*?)```/s.exec(page)?.[1] ?? ''));
    const errors = async (options: CheckOptions) =>
      (await checkFiles([good], options))
        .flatMap(({ problems }) => problems.filter(({ level }) => level === 'error'))
        .map(({ rule }) => rule);
    expect(await errors({})).toEqual([]);
    expect([...new Set(await errors({ policy }))]).toEqual(['no-production-canary', 'must-review']);
  });

  it.each([
    ['nothing', 'const a = 1', 'it exports no list of rules: write `export default [ … ]`'],
    ['what is no rule', `export default [${never}, { name: 'half' }]`, 'what stands at 1 of its list is no rule'],
    ['what throws', "throw new Error('not today')", 'not today'],
  ])('of %s is no policy, in a sentence', async (name, text, sentence) => {
    await expect(loadPolicy(file(`${name}.ts`, text))).rejects.toThrow(sentence);
  });

  it.each([
    ['a promise', 'async () => []'],
    ['nothing', '() => undefined'],
    ['a text', "() => 'wrong'"],
    ['what has no path', "() => [{ message: 'wrong' }]"],
  ])('whose rule answers %s says which, and passes for no answer', async (_, find) => {
    const policy = await loadPolicy(
      file(`${find.length}.ts`, `export default [{ name: 'odd', level: 'error', needs: 'nothing', find: ${find} }]`),
    );
    await expect(checkFiles([good], { policy })).rejects.toThrow(/^the policy’s rule odd answers no list of \{ path, message \}/);
  });

  it('whose rule throws says which', async () => {
    const broken = "export default [{ name: 'odd', level: 'error', needs: 'nothing', find: () => { throw new Error('oh') } }]";
    const policy = await loadPolicy(file('odd.ts', broken));
    await expect(checkFiles([good], { policy })).rejects.toThrow(/^the policy’s rule odd throws: .*oh$/);
  });
});

describe('what a check says', () => {
  const problem = (level: 'error' | 'warning' | 'notYet' | 'hint', rule: string) => ({
    path: 'queue',
    message: 'no',
    level,
    rule,
  });

  it('is the worst first, then what could not be looked at and what is exempt, by name', () => {
    const lines = inWords({
      file: 'a.ts',
      problems: [
        problem('hint', 'd'),
        problem('notYet', 'c'),
        problem('error', 'a'),
        problem('warning', 'b'),
        problem('error', 'e'),
      ],
      notChecked: [
        { rule: 't', needs: 'templates' },
        { rule: 'o', needs: 'otherPipelines' },
        { rule: 'u', needs: 'templates' },
      ],
      exempt: ['short'],
    });
    expect(lines).toEqual([
      'a.ts: 2 errors, 1 warning, 1 not done yet, 1 hint',
      '  error         queue: no  (a)',
      '  error         queue: no  (e)',
      '  warning       queue: no  (b)',
      '  not done yet  queue: no  (c)',
      '  hint          queue: no  (d)',
      '  not checked because the templates are not all at hand (build them, or say --templates): t, u',
      '  not checked because the service’s other pipelines are not known (name their files too): o',
      '  exempt, because its times are shortened: short',
    ]);
  });

  it('is one line of a file with which nothing is wrong', () => {
    expect(inWords({ file: 'a.ts', problems: [], notChecked: [], exempt: [] })).toEqual(['a.ts: nothing is wrong']);
  });
});

describe('the examples', () => {
  const examples = resolve(__dirname, '../../../examples');
  const meant = ['build-with-network', 'no-production-canary'];

  it('are found by their folder, have no error, and no warning that nobody meant', async () => {
    const files = await pipelineFilesOf([examples]);
    expect(files.map((path) => relative(examples, path))).toEqual([
      'checkout/demo.pipeline.ts',
      'checkout/kept.pipeline.ts',
      'checkout/pipeline.ts',
      'orders/pipeline.ts',
      'thumbnails/pipeline.ts',
    ]);
    for (const checked of await checkFiles(files, {})) {
      expect(passes(checked)).toBe(true); // the demos of checkout have its name, and are exempt
      expect(checked.problems.filter(({ rule }) => !meant.includes(rule))).toEqual([]);
    }
  });

  it('stand for themselves where a file is named', async () => {
    expect(await pipelineFilesOf([good, good])).toEqual([good]);
  });
});

test('twelve mistakes in one file are told in one run', async () => {
  const [checked] = await checkFiles([resolve(__dirname, '../../pipeline/rules/twelve-mistakes.pipeline.ts')], {});
  const rules = checked?.problems.filter(({ level }) => level === 'error' || level === 'warning').map(({ rule }) => rule) ?? [];
  expect(new Set(rules).size).toBeGreaterThanOrEqual(12);
});
