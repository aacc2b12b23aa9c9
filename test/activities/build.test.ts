import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { AWorkshop, aService, copying, template } from './builders/a-build';
import { anActivity } from './builders/an-activity';

const workshop = new AWorkshop();
const sh = (script: string) => ({ build: { run: ['sh', '-c', script], output: 'dist', network: 'allowed' } }) as const;
const component = { name: 'api', template: 'api.json', parameters: {} };

describe('a build', () => {
  it('yields a release with template, parameters and the payload’s digest', async () => {
    const repository = aService();
    const release = await workshop.release(await workshop.build(repository));
    expect(release.commit).toBe(repository.git('rev-parse', 'HEAD'));
    expect(release.components.api).toEqual({
      whole: {
        template,
        parameters: { Size: '2', Payload: expect.stringMatching(/^sha256-[0-9a-f]{64}$/) },
        digest: expect.stringMatching(/^sha256-/),
      },
    });
  });

  it('is of exactly that commit: newer ones and what lies uncommitted do not count', async () => {
    const repository = aService();
    const commit = repository.git('rev-parse', 'HEAD');
    const before = await workshop.build(repository);
    repository.commit({ files: { 'app/index.js': 'newer' } });
    repository.write({ 'app/index.js': 'dirty', 'app/untracked.js': 'dirty' });
    expect(await new AWorkshop().build(repository, { merge: repository.merge(commit) })).toEqual(before);
  });

  it('of the same input yields the same release, on another worker too', async () => {
    const repository = aService();
    const [one, again, elsewhere] = [
      await workshop.build(repository),
      await workshop.build(repository),
      await new AWorkshop().build(repository),
    ];
    expect(again).toEqual(one);
    expect(elsewhere).toEqual(one);
  });

  it('gives a component that did not change the digest that it had', async () => {
    const repository = aService({ 'infra/table.json': template });
    const components = [
      { ...component, payload: 'app' },
      { ...component, name: 'table', template: 'table.json' },
    ];
    const before = await workshop.release(await workshop.build(repository, { components }));
    repository.commit({ files: { 'app/index.js': 'two' } });
    const after = await workshop.release(await workshop.build(repository, { components }));
    expect(after.components.table).toEqual(before.components.table);
    expect(after.components.api?.whole.digest).not.toBe(before.components.api?.whole.digest);
  });

  it('gives a one-box a body of its own', async () => {
    const box = JSON.stringify({ Resources: { Box: { Type: 'AWS::SNS::Topic' } } });
    const repository = aService({ 'infra/box.json': box });
    const { components } = await workshop.release(
      await workshop.build(repository, { components: [{ ...component, oneBox: 'box.json' }] }),
    );
    expect(components.api?.oneBox?.template).toBe(box);
    expect(components.api?.oneBox?.digest).not.toBe(components.api?.whole.digest);
  });

  it('sees of the environment only what is handed on', async () => {
    process.env.SLIPWAY_TEST_SECRET = 'secret';
    const seen = `${copying[2]} && env | cut -d= -f1 | sort | tr '\\n' ' ' > dist/api.json && false`;
    const outcome = await workshop.build(aService(), sh(`${seen} || { cat dist/api.json; exit 1; }`));
    expect(outcome).toMatchObject({ kind: 'refused', because: expect.stringContaining('GIT_CONFIG_GLOBAL') });
    expect(outcome).toMatchObject({ because: expect.not.stringMatching(/AWS_|SECRET|SLIPWAY/) });
  });

  it('leaves no checkout behind, whether it went well or not', async () => {
    const repository = aService();
    const { folder } = workshop.repositories;
    await workshop.build(repository);
    await workshop.build(repository, sh('exit 1'));
    expect((await readdir(folder)).filter((name) => name.startsWith('checkout-'))).toEqual([]);
  });

  it('that is cancelled ends with every process that it started', async () => {
    const activity = anActivity();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connects = once(server, 'connection');
    // The command's own child holds a line to this test for as long as it lives.
    const building = workshop.build(aService(), sh(`node -e "require('net').connect(${port}, '127.0.0.1')" & wait`), activity);
    const ended = expect(building).rejects.toMatchObject({ name: 'CancelledFailure' });
    const [socket] = (await connects) as [Socket];
    const closes = new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
    activity.cancel();
    await Promise.all([ended, closes]);
    server.close();
  });

  it('that was cancelled before it began starts nothing', async () => {
    const activity = anActivity();
    activity.cancel();
    await expect(workshop.build(aService(), {}, activity)).rejects.toMatchObject({ name: 'CancelledFailure' });
  });
});
