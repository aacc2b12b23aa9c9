import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildComponent } from '../../activities/contract';
import { AWorkshop, aService, copying } from './builders/a-build';
import { aFolder } from './builders/a-site';

const workshop = new AWorkshop();
const sh = (script: string) => ({ build: { run: ['sh', '-c', script], output: 'dist', network: 'allowed' } }) as const;
const api: BuildComponent = { name: 'api', template: 'api.json', parameters: {} };
const components = (more: Partial<BuildComponent>) => ({ components: [{ ...api, ...more }] });
const because = (sentence: string) => ({ kind: 'refused', because: expect.stringContaining(sentence) });

describe('a build is refused', () => {
  it('with the end of its output when it fails', async () => {
    const outcome = await workshop.build(aService(), sh('echo one; echo the compiler says no >&2; exit 3'));
    expect(outcome).toEqual({
      kind: 'refused',
      because: expect.stringMatching(/^the build `sh -c .*` ended with code 3:\n(one\n)?the compiler says no/),
    });
  });

  it('with the end of its output when a unit test fails, and nothing is built', async () => {
    const build = {
      unitTests: ['true', 'echo two is not three; exit 4'],
      run: ['no-such-program'],
      output: 'dist',
      network: 'allowed',
    } as const;
    expect(await workshop.build(aService(), { build })).toEqual(
      because('the unit test `echo two is not three; exit 4` ended with code 4:\ntwo is not three'),
    );
  });

  it('when its program is not there', async () => {
    const build = { run: ['no-such-program'], output: 'dist', network: 'allowed' } as const;
    expect(await workshop.build(aService(), { build })).toEqual(because('build/run: no-such-program cannot be started'));
  });

  it('before anything runs, when it is to reach no network and the machine cannot keep it off', async () => {
    const ran = join(aFolder(), 'ran');
    const build = { unitTests: [`touch ${ran}`], run: copying, output: 'dist', network: 'none' } as const;
    const elsewhere = new AWorkshop(async () => ({ lacking: 'there is no unshare' }));
    expect(await elsewhere.build(aService(), { build })).toEqual({
      kind: 'refused',
      because:
        "build/network: 'none' gives the build a network of its own, and this worker's machine cannot (there is no unshare): " +
        'let the worker run on Linux with unshare, setpriv and ip, as a user who may make namespaces, ' +
        "or write 'allowed' to say openly that the build reaches the network",
    });
    expect(existsSync(ran)).toBe(false);
  });

  it('when its output is not there', async () => {
    expect(await workshop.build(aService(), sh('true'))).toEqual(because('build/output: dist is not there after the build'));
  });

  it.each<[string, Partial<BuildComponent>, string]>([
    ['a template', { template: 'other.json' }, "components/api/template: other.json is not in the build's output"],
    ['a one-box’s template', { oneBox: 'box.json' }, "components/api/oneBox: box.json is not in the build's output"],
    ['a payload', { payload: 'web' }, "components/api/payload: web is not in the build's output"],
  ])('when %s is missing from its output', async (_, more, sentence) => {
    expect(await workshop.build(aService(), components(more))).toEqual(because(sentence));
  });

  it.each([
    ['is no JSON', 'Resources: {}', 'components/api/template: api.json is no JSON'],
    ['has no resources', '{}', 'components/api/template: api.json Resources'],
  ])('when a template %s', async (_, text, sentence) => {
    expect(await workshop.build(aService({ 'infra/api.json': text }))).toEqual(because(sentence));
  });

  it('when a template does not declare a parameter that the pipeline gives', async () => {
    expect(await workshop.build(aService(), components({ parameters: { Colour: 'red' } }))).toEqual(
      because('components/api/template: api.json declares no parameter Colour: declare it, or leave it out'),
    );
  });

  it('when a template does not declare the payload', async () => {
    const outcome = await workshop.build(aService({ 'infra/api.json': '{"Resources":{}}' }), components({ payload: 'app' }));
    expect(outcome).toEqual(because('api.json declares no parameter Payload'));
  });

  it('when the commit is not in the repository', async () => {
    const merge = { commit: 'a'.repeat(40), repository: aService().folder };
    expect(await workshop.build(aService(), { merge })).toEqual(because('has no commit aaaa'));
  });
});
