import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildComponent } from '../../activities/contract';
import { aFolder } from '../a-folder';
import { ABuildWorker, aService, copyCommand } from './builders/a-build';

const worker = new ABuildWorker();
const sh = (script: string) => ({ build: { run: ['sh', '-c', script], output: 'dist', network: 'allowed' } }) as const;
const api: BuildComponent = { name: 'api', template: 'api.json', parameters: {} };
const components = (more: Partial<BuildComponent>) => ({ components: [{ ...api, ...more }] });
const because = (sentence: string) => ({ kind: 'refused', because: expect.stringContaining(sentence) });

describe('a build is refused', () => {
  test('if it fails, with the end of its output', async () => {
    const outcome = await worker.build(aService(), sh('echo one; echo the compiler says no >&2; exit 3'));
    expect(outcome).toEqual({
      kind: 'refused',
      because: expect.stringMatching(/^the build `sh -c .*` ended with code 3:\n(one\n)?the compiler says no/),
    });
  });

  test('if a unit test fails, with the end of the output, and nothing is built', async () => {
    const build = {
      unitTests: ['true', 'echo two is not three; exit 4'],
      run: ['no-such-program'],
      output: 'dist',
      network: 'allowed',
    } as const;
    expect(await worker.build(aService(), { build })).toEqual(
      because('the unit test `echo two is not three; exit 4` ended with code 4:\ntwo is not three'),
    );
  });

  test('if its program is not installed', async () => {
    const build = { run: ['no-such-program'], output: 'dist', network: 'allowed' } as const;
    expect(await worker.build(aService(), { build })).toEqual(because('build/run: no-such-program cannot be started'));
  });

  test('before anything runs, if the machine cannot run it without a network', async () => {
    const ran = join(aFolder(), 'ran');
    const build = { unitTests: [`touch ${ran}`], run: copyCommand, output: 'dist', network: 'none' } as const;
    const elsewhere = new ABuildWorker(async () => ({ missing: 'unshare is not installed' }));
    expect(await elsewhere.build(aService(), { build })).toEqual({
      kind: 'refused',
      because:
        "build/network: 'none' runs the build without a network, which this worker's machine cannot do (unshare is not installed): " +
        'run the worker on Linux with unshare, setpriv and ip, as a user who may create namespaces, ' +
        "or write 'allowed' to let the build use the network",
    });
    expect(existsSync(ran)).toBe(false);
  });

  test('if its output folder is missing', async () => {
    expect(await worker.build(aService(), sh('true'))).toEqual(because('build/output: the build did not create the folder dist'));
  });

  test.each<[string, Partial<BuildComponent>, string]>([
    ['a template', { template: 'other.json' }, "components/api/template: other.json is not in the build's output"],
    ['a one-box’s template', { oneBox: 'box.json' }, "components/api/oneBox: box.json is not in the build's output"],
    ['a payload', { payload: 'web' }, "components/api/payload: web is not in the build's output"],
  ])('if %s is missing from its output', async (_, more, sentence) => {
    expect(await worker.build(aService(), components(more))).toEqual(because(sentence));
  });

  test.each([
    ['is not JSON', 'Resources: {}', 'components/api/template: api.json is not JSON'],
    ['has no resources', '{}', 'components/api/template: api.json Resources'],
  ])('if a template %s', async (_, text, sentence) => {
    expect(await worker.build(aService({ 'infra/api.json': text }))).toEqual(because(sentence));
  });

  test('if a template does not declare a parameter of the pipeline', async () => {
    expect(await worker.build(aService(), components({ parameters: { Colour: 'red' } }))).toEqual(
      because('components/api/template: api.json does not declare the parameter Colour: declare it, or remove it'),
    );
  });

  test('if a template does not declare the parameter Payload', async () => {
    const outcome = await worker.build(aService({ 'infra/api.json': '{"Resources":{}}' }), components({ payload: 'app' }));
    expect(outcome).toEqual(because('api.json does not declare the parameter Payload'));
  });

  test('if the repository does not have the commit', async () => {
    const merge = { commit: 'a'.repeat(40), repository: aService().folder };
    expect(await worker.build(aService(), { merge })).toEqual(because('does not have commit aaaa'));
  });
});
