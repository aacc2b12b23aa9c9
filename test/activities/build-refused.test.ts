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
    ['is neither JSON nor YAML', 'this is no template', 'line 1, column 1: this is a text, and a template is an object'],
    ['is half JSON', '{\n"Resources": {', 'it is not JSON: line 2, column 15: the file ends, but'],
    ['has a tag that nobody knows', 'Resources:\n  A: !Foo b', 'line 2, column 6: CloudFormation has no tag !Foo: correct it'],
    ['has no resources', 'Outputs: {}', 'it has no Resources: add them, or name another file'],
    ['has a resource without a type', '{"Resources":{"A":{}}}', 'Resources/A has no Type: add it, or remove the resource'],
    ['has resources in a list', 'Resources: []', 'its Resources are not an object: write each entry under its name'],
    ['has an empty section', 'Conditions:\nResources: {}', 'its Conditions are not an object: write each entry under its name'],
  ])('unread-template: if a template %s, also of a component without parameters and payload', async (_, text, sentence) => {
    const outcome = await worker.build(aService({ 'infra/api.json': text }), { components: [api] });
    expect(outcome).toEqual(because(`components/api/template: api.json: ${sentence}`));
  });

  test('if a template is larger than CloudFormation accepts, as JSON without white space', async () => {
    const ofLength = (length: number) => {
      const empty = { Resources: {}, Description: '' };
      return JSON.stringify({ ...empty, Description: 'é'.repeat((length - JSON.stringify(empty).length) / 2) }, undefined, 10);
    };
    const built = (text: string) => worker.build(aService({ 'infra/api.json': text }), { components: [api] });
    expect(await built(ofLength(51_201))).toEqual(
      because(
        'components/api/template: api.json: it has 51,201 bytes as JSON without white space, and CloudFormation accepts 51,200 bytes: split it into several components',
      ),
    );
    expect(await built(`${ofLength(51_199)}${' '.repeat(60_000)}`)).toMatchObject({ kind: 'built' });
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
