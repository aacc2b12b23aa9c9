import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { loadPipeline, readPipeline } from '../../../client/read/load';
import { problems } from '../../../pipeline/rules/problems';
import { aPipeline, broken, written } from '../../pipeline/builders/a-pipeline';
import { aFileFolder } from '../a-file-folder';

const { folder, file } = aFileFolder();

/** The file of a pipeline in JSON with some of it changed. */
function altered(alter: (pipeline: Record<string, never>) => void): string {
  const pipeline = JSON.parse(JSON.stringify(aPipeline()));
  alter(pipeline);
  return file('altered.json', JSON.stringify(pipeline));
}

describe('a pipeline file', () => {
  test('in JSON is read as it is', async () => {
    expect(await loadPipeline(altered(() => {}))).toEqual({
      kind: 'pipeline',
      pipeline: aPipeline(),
      remarks: problems(aPipeline()),
    });
  });

  test('in TypeScript can import slipway from anywhere', async () => {
    const name: string = 'api';
    const source = `
      import { definePipeline, git, region, wave, type Pipeline } from 'slipway';
      const zones: readonly string[] = ['usw2-az1'];
      const pipeline: Pipeline = definePipeline({
        name: 'shop', service: 'shop', team: 'retail',
        source: git({ repository: 'acme/shop', branch: 'main' }),
        build: { run: ['make'], output: 'dist', network: 'allowed' },
        components: { ${name}: { per: 'zone', template: 'api.json', oneBox: 'api.json' } },
        alarms: { region: ['shop-errors'], zone: ['shop-{zone}'], oneBox: ['shop-{zone}-one-box'] },
        traffic: { namespace: 'Shop', metric: 'Requests', statistic: 'Sum', dimensions: { environment: 'E', zone: 'Z', share: 'S' } },
        queue: 'every',
        stages: [wave('first', { account: '222222222222', regions: [region('us-west-2', zones)] })],
      });
      export default pipeline;`;
    expect(await loadPipeline(file('shop.pipeline.ts', source))).toMatchObject({ kind: 'pipeline', pipeline: { name: 'shop' } });
  });

  test.each(['pipeline.ts', 'demo.pipeline.ts'])('of the sample service, %s, has no problems and survives JSON', async (name) => {
    const loaded = await loadPipeline(resolve(__dirname, '../../../examples/checkout', name));
    expect(loaded).toMatchObject({ kind: 'pipeline', pipeline: { name: 'checkout' } });
    if (loaded.kind !== 'pipeline') return;
    expect(JSON.parse(JSON.stringify(loaded.pipeline))).toEqual(loaded.pipeline);
    const again = await loadPipeline(file('again.json', JSON.stringify(loaded.pipeline)));
    expect(again).toEqual(loaded);
  });

  test('in JSON may name its schema, and begin with a byte-order mark', async () => {
    const text = JSON.stringify({ $schema: './pipeline.schema.json', ...aPipeline() });
    expect(await readPipeline(file('editor.json', `\uFEFF${text}`))).toEqual({ kind: 'pipeline', pipeline: aPipeline() });
  });

  test('names its schema nowhere else: not in TypeScript, not in a part, and only as text', async () => {
    const unknown = (path: string) => ({
      kind: 'problems',
      problems: [expect.objectContaining({ path, message: 'is not known here: remove it, or correct its name' })],
    });
    const pipeline = { ...aPipeline(), $schema: 'x' };
    expect(await readPipeline(file('schema.ts', `export default ${JSON.stringify(pipeline)}`))).toEqual(unknown('$schema'));
    expect(await readPipeline(file('seven.json', JSON.stringify({ ...pipeline, $schema: 7 })))).toEqual(unknown('$schema'));
    const inPart = JSON.stringify(broken('review/$schema', 'x'));
    expect(await readPipeline(file('part.json', inPart))).toEqual(unknown('review/$schema'));
  });

  test('that does not exist, is not JSON, or cannot be run is refused', async () => {
    await expect(loadPipeline('none.json')).rejects.toThrow(/^none\.json does not exist$/);
    await expect(loadPipeline(file('half.json', '{'))).rejects.toThrow(/JSON/);
    await expect(loadPipeline(file('throws.ts', "throw new Error('not today')"))).rejects.toThrow('not today');
    await expect(loadPipeline(folder)).rejects.toThrow('it is a folder');
    const pipe = join(folder, 'pipe.json');
    execFileSync('mkfifo', [pipe]); // nobody ever writes into it
    await expect(loadPipeline(pipe)).rejects.toThrow('it is not a file');
  });

  test.each(['pipeline.yaml', 'pipeline.tsx', 'pipeline'])(
    'called %s is refused with the endings that are allowed',
    async (name) => {
      await expect(loadPipeline(file(name, ''))).rejects.toThrow(
        / ends in (\.yaml|\.tsx|nothing): the name of a pipeline file ends in \.ts, \.js, \.mts, \.cts, \.mjs, \.cjs, \.json$/,
      );
    },
  );

  test.each(['ts', 'js', 'mts', 'cts', 'mjs', 'cjs'])('that ends in .%s is run', async (ending) => {
    const read = await readPipeline(file(`any.${ending}`, `export default ${JSON.stringify(aPipeline())}`));
    expect(read).toMatchObject({ kind: 'pipeline' });
  });
});

describe('the problems of a pipeline file', () => {
  test('are reported all at once, each with its path, the wrong value and what to write instead', async () => {
    const wrong = altered((pipeline: Record<string, unknown>) => {
      Object.assign(pipeline, { queue: 'newest', lookEvery: '3 minutes', team: undefined, stages: 7, colour: 'red' });
      Object.assign(pipeline.rollback as object, { scope: 'rollBack' });
      Object.assign(pipeline.source as object, { kind: 'svn' });
      Object.assign(pipeline.alarms as object, { zone: [{ name: 'slow' }] });
    });
    const loaded = await loadPipeline(wrong);
    if (loaded.kind !== 'problems') throw new Error('it has no problems');
    expect(loaded.problems.map(({ path, message }) => `${path}: ${message}`).sort()).toEqual([
      'alarms/zone/slow/firesWithin: is missing: write a number and a unit, as in 90s, 30m or 12h',
      'colour: is not known here: remove it, or correct its name',
      'lookEvery: "3 minutes" is not a duration: write a number and a unit, as in 90s, 30m or 12h',
      'queue: "newest" is not known here: write "latest" or "every"',
      'rollback/scope: "rollBack" is not known here: write "region", "wave" or "change"',
      'source/kind: "svn" is not known here: write "git", "image" or "bucket"',
      'stages: 7 is not a list: write a list',
      'team: is missing: write text in quotes, as in "retail"',
    ]);
  });

  test('include what the rules find if the shape is right', async () => {
    const wrong = altered((pipeline: Record<string, unknown>) => Object.assign(pipeline, { queue: 'latest', name: 'Check Out' }));
    const loaded = await loadPipeline(wrong);
    expect(loaded).toMatchObject({ kind: 'problems' });
    if (loaded.kind === 'problems')
      expect(loaded.problems.map(({ path }) => path)).toEqual(expect.arrayContaining(['name', 'queue']));
  });

  test('include what this version does not do yet, because no change starts with it', async () => {
    const later = altered((pipeline: Record<string, unknown>) => Object.assign(pipeline, { queue: 'latest' }));
    expect(await loadPipeline(later)).toMatchObject({ kind: 'problems', problems: [{ level: 'notYet', path: 'queue' }] });
    expect(await readPipeline(later)).toMatchObject({ kind: 'pipeline', pipeline: { queue: 'latest' } });
  });

  test('do not include what a higher rung needs, which is a remark', async () => {
    const approval = { approvers: ['ann'], count: 1, expires: '8h' } as const;
    const early = aPipeline({ rung: 'oneRegion', alarms: {}, stages: written.stages.map((stage) => ({ ...stage, approval })) });
    const loaded = await loadPipeline(file('early.json', JSON.stringify(early)));
    if (loaded.kind !== 'pipeline') throw new Error(JSON.stringify(loaded));
    expect(loaded.remarks.map(({ level, rule }) => `${level} ${rule}`)).toContain('hint no-production-bake');
  });

  test('are that JSON is too long or too deep, before anything else is checked', async () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    await expect(loadPipeline(file('long.json', deep(5_000_000)))).rejects.toThrow(
      'it has 10000000 bytes: a pipeline has at most',
    );
    await expect(loadPipeline(file('deep.json', deep(500_000)))).rejects.toThrow('nested more than 32 levels deep');
    await expect(loadPipeline(file('deep.ts', `export default ${deep(40)};`))).rejects.toThrow('nested more than 32 levels deep');
  });

  test('are that JSON has a key __proto__, which would silently disappear', async () => {
    const text = JSON.stringify(aPipeline()).replace('"api":', '"__proto__":');
    await expect(loadPipeline(file('proto.json', text))).rejects.toThrow('a key __proto__');
    await expect(loadPipeline(file('top.json', '{"$schema":"x","__proto__":{}}'))).rejects.toThrow('a key __proto__');
  });

  test('are that it exports a class or an instance, with what to write instead', async () => {
    const exporting = (what: string) => `
      import { PipelineBase } from 'slipway';
      class Shop extends PipelineBase { synth() { return ${JSON.stringify(aPipeline())}; } }
      export default ${what};`;
    for (const what of ['Shop', 'new Shop()'])
      await expect(loadPipeline(file('class.ts', exporting(what)))).rejects.toThrow('write `export default new Shop().synth()`');
    expect(await loadPipeline(file('synth.ts', exporting('new Shop().synth()')))).toMatchObject({ kind: 'pipeline' });
  });

  test('are that it has no default export', async () => {
    await expect(loadPipeline(file('nothing.ts', 'const pipeline = 1;'))).rejects.toThrow('it has no default export');
  });
});

describe('the windows of a stage', () => {
  const windows = {
    timeZone: 'Europe/Berlin',
    open: [{ days: ['mon'], from: '09:00', to: '16:00', except: ['2026-12-28'] }],
    calendars: [{ name: 'black-friday', closed: [{ from: '2026-11-26', to: '2026-11-30' }] }],
  };
  const withWindows = (value: unknown) => file('windows.json', JSON.stringify(broken('stages/2/windows', value)));

  test('are read as they are', async () => {
    expect(await loadPipeline(withWindows(windows))).toMatchObject({
      kind: 'pipeline',
      pipeline: broken('stages/2/windows', windows),
    });
  });

  test.each([
    [
      { ...windows, timeZone: 'Europe/Berln' },
      'timeZone',
      '"Europe/Berln" is not a time zone: write its name, as in Europe/Berlin or UTC',
    ],
    [
      { ...windows, open: [{ from: 'nine', to: '16:00' }] },
      'open/0/from',
      '"nine" is not a time of day: write hours and minutes, as in 09:00',
    ],
    [
      { ...windows, calendars: [{ name: 'x', closed: [{ from: 'today', to: '2026-11-30' }] }] },
      'calendars/x/closed/0/from',
      '"today" is not a date: write year, month and day, as in 2026-12-25',
    ],
  ])('are a problem if they are wrong: %j', async (wrong, path, message) => {
    const problems = [{ path: `stages/first/windows/${path}`, message, level: 'error', rule: 'wrong-shape' }];
    expect(await loadPipeline(withWindows(wrong))).toEqual({ kind: 'problems', problems });
  });
});
