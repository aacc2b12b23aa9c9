import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultExport } from '../../../../client/read/isolated/default-export';
import { loadPipeline } from '../../../../client/read/load';
import { aFolder } from '../../../a-folder';

const folder = aFolder();
const within = join(folder, 'commit');
mkdirSync(within);
writeFileSync(join(folder, 'secret.txt'), 'not for everybody');

function file(text: string, name = 'pipeline.ts'): string {
  writeFileSync(join(within, name), text);
  return join(within, name);
}

const exported = (text: string) => defaultExport(file(text), { readableFolder: within });

describe('the default export of a pipeline file', () => {
  test('is returned as JSON has it', async () => {
    expect(await exported('export default { at: new Date(0), none: undefined, list: [1, "two"] }')).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      list: [1, 'two'],
    });
  });

  test.each([
    ['prints', "console.log('{}'); console.error('oh'); process.stdout.write('7'); export default { a: 1 }"],
    ['leaves something running', 'setInterval(() => {}, 1000); export default { a: 1 }'],
    ['waits before it exports', 'const a = await Promise.resolve(1); export default { a }'],
    ['imports a file beside it', "import { a } from './part'; export default { a }"],
    [
      'reads a file beside it',
      "import { readFileSync } from 'node:fs'; export default JSON.parse(readFileSync(__dirname + '/a.json', 'utf8'))",
    ],
  ])('is the same if the file %s', async (_, text) => {
    file('export const a = 1', 'part.ts');
    file('{"a": 1}', 'a.json');
    expect(await exported(text)).toEqual({ a: 1 });
  });

  test('may be long', async () => {
    expect(await exported("export default 'x'.repeat(500_000)")).toHaveLength(500_000);
  });

  test('sees nothing of the environment but the PATH', async () => {
    process.env.TEMPORAL_API_KEY = 'a secret';
    expect(await exported('export default process.env')).toEqual({ PATH: process.env.PATH });
    delete process.env.TEMPORAL_API_KEY;
  });
});

describe('a pipeline file that', () => {
  test.each([
    ['throws', "throw new Error('not today')", /^not today \(pipeline\.ts:1\)$/],
    ['throws something that is not an error', "throw 'not today'", /^not today$/],
    [
      'throws later',
      "setTimeout(() => { throw new Error('later') }); await new Promise(() => {})",
      /^it ended \(1\) without an answer: Error: later$/,
    ],
    ['does not parse', 'const x = ;', /^it is not TypeScript: unexpected token \(pipeline\.ts:1:10\)$/],
    [
      'imports a file that does not exist',
      "import { x } from './nowhere'; export default x",
      /^it imports \.\/nowhere, which does not exist: correct the path \(pipeline\.ts:1\)$/,
    ],
    [
      'imports a package',
      "import { x } from 'left-pad'; export default x",
      /^it imports left-pad, which it cannot: a pipeline file can import files of its commit, slipway, and Node’s own modules \(pipeline\.ts:1\)$/,
    ],
    [
      'misspells a word',
      "import { alhpa } from 'slipway';\n\nexport default alhpa({})",
      /^slipway does not export alhpa: did you mean alpha\? \(pipeline\.ts:3\)$/,
    ],
    [
      'uses a word that never existed',
      "import { deploy } from 'slipway'; export default deploy()",
      /^slipway does not export deploy: it exports PipelineBase, alpha, .*, zones \(pipeline\.ts:1\)$/,
    ],
    ['forgets an import', 'export default hours(3)', /^hours is not imported: import it from 'slipway' \(pipeline\.ts:1\)$/],
    ['uses an unknown name', 'export default ours(3)', /^ours is not defined \(pipeline\.ts:1\)$/],
    ['exports a function', 'export default () => 1', /^it exports a function, which is not a pipeline$/],
    ['exports a circular object', 'const a: { a?: unknown } = {}; a.a = a; export default a', /circular/],
    ['ends the process', 'process.exit(0)', /^it ended \(0\) without an answer: a pipeline file must not end the process$/],
    ['ends the process with a message', "console.error('enough'); process.exit(3)", /^it ended \(3\) without an answer: enough$/],
    ['waits for ever', 'await new Promise(() => {})', /^it ended \(0\) without an answer: /],
    [
      'takes all memory',
      'const all = []; for (;;) all.push(new Array(1e6).fill(1))',
      /^it ended \(\w+\) without an answer: FATAL ERROR: .*memory/,
    ],
    [
      'prints without end',
      "for (;;) { process.stdout.write('x'.repeat(10_000)); await new Promise(setImmediate) }",
      /^it was stopped, because it printed more than a megabyte$/,
    ],
    ['exports too much', "export default 'x'.repeat(2_000_000)", /^it was stopped, because it printed more than a megabyte$/],
    [
      'overwrites its answer',
      "import { writeSync } from 'node:fs'; writeSync(3, 'x'); export default 1",
      /^its answer is not the JSON of a pipeline$/,
    ],
    [
      'starts a program',
      "import { execSync } from 'node:child_process'; export default execSync('id', { encoding: 'utf8' })",
      /^it starts a program: /,
    ],
    [
      'writes',
      "import { writeFileSync } from 'node:fs'; writeFileSync('written', '')",
      /^it writes \S*written: a pipeline file must not write anything \(pipeline\.ts:1\)$/,
    ],
    [
      'reads a file outside its commit',
      "import { readFileSync } from 'node:fs'; export default readFileSync('../secret.txt', 'utf8')",
      /^it reads \S+secret\.txt: a pipeline file may read only/,
    ],
  ])('%s gets a message in one sentence', async (_, text, sentence) => {
    const why = await exported(text).catch((err: Error) => `${err.name} ${err.message}`);
    expect(why).toMatch(/^Error /);
    expect(String(why).replace(/^Error /, '')).toMatch(sentence);
    expect(String(why)).not.toContain('\n');
  });

  test('never ends is stopped, with a message that says how long it ran', async () => {
    await expect(defaultExport(file('for (;;);'), { readableFolder: within, timeoutMs: 2_000 })).rejects.toThrow(
      'it was stopped, because it still ran after 2 s',
    );
  });

  test('a person runs by hand may read what that person may read, but must not start or write anything', async () => {
    const reading = "import { readFileSync } from 'node:fs'; export default readFileSync('../secret.txt', 'utf8')";
    expect(await defaultExport(file(reading))).toBe('not for everybody');
    await expect(defaultExport(file("import { execSync } from 'node:child_process'; execSync('id')"))).rejects.toThrow(
      'it starts a program',
    );
  });

  test('is reached by a link is read at its real path', async () => {
    symlinkSync(within, join(folder, 'link'));
    file("import { a } from './part'; export default a");
    file('export const a = 1', 'part.ts');
    expect(await defaultExport(join(folder, 'link', 'pipeline.ts'), { readableFolder: join(folder, 'link') })).toBe(1);
  });

  test('does not exist gets a message with its name', async () => {
    await expect(loadPipeline(join(within, 'none.ts'))).rejects.toThrow(/none\.ts does not exist$/);
  });
});
