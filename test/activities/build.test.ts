import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { ABuildWorker, aService, copyCommand, template } from './builders/a-build';
import { anActivity } from './builders/an-activity';

const worker = new ABuildWorker();
const sh = (script: string) => ({ build: { run: ['sh', '-c', script], output: 'dist', network: 'allowed' } }) as const;
const component = { name: 'api', template: 'api.json', parameters: {} };

describe('a build', () => {
  test('gives a release with template, parameters and the payload’s digest', async () => {
    const repository = aService();
    const release = await worker.release(await worker.build(repository));
    expect(release.commit).toBe(repository.git('rev-parse', 'HEAD'));
    expect(release.components.api).toEqual({
      whole: {
        template,
        parameters: { Size: '2', Payload: expect.stringMatching(/^sha256-[0-9a-f]{64}$/) },
        digest: expect.stringMatching(/^sha256-/),
      },
    });
  });

  test('builds exactly its commit, without newer commits and uncommitted files', async () => {
    const repository = aService();
    const commit = repository.git('rev-parse', 'HEAD');
    const before = await worker.build(repository);
    repository.commit({ files: { 'app/index.js': 'newer' } });
    repository.write({ 'app/index.js': 'dirty', 'app/untracked.js': 'dirty' });
    expect(await new ABuildWorker().build(repository, { merge: repository.merge(commit) })).toEqual(before);
  });

  test('gives the same release for the same input, on another worker too', async () => {
    const repository = aService();
    const [one, again, elsewhere] = [
      await worker.build(repository),
      await worker.build(repository),
      await new ABuildWorker().build(repository),
    ];
    expect(again).toEqual(one);
    expect(elsewhere).toEqual(one);
  });

  test('gives an unchanged component the same digest', async () => {
    const repository = aService({ 'infra/table.json': template });
    const components = [
      { ...component, payload: 'app' },
      { ...component, name: 'table', template: 'table.json' },
    ];
    const before = await worker.release(await worker.build(repository, { components }));
    repository.commit({ files: { 'app/index.js': 'two' } });
    const after = await worker.release(await worker.build(repository, { components }));
    expect(after.components.table).toEqual(before.components.table);
    expect(after.components.api?.whole.digest).not.toBe(before.components.api?.whole.digest);
  });

  test('gives a one-box its own template and digest', async () => {
    const box = JSON.stringify({ Resources: { Box: { Type: 'AWS::SNS::Topic' } } });
    const repository = aService({ 'infra/box.json': box });
    const { components } = await worker.release(
      await worker.build(repository, { components: [{ ...component, oneBox: 'box.json' }] }),
    );
    expect(components.api?.oneBox?.template).toBe(box);
    expect(components.api?.oneBox?.digest).not.toBe(components.api?.whole.digest);
  });

  test('sees only the environment that the worker passes on', async () => {
    process.env.SLIPWAY_TEST_SECRET = 'secret';
    const seen = `${copyCommand[2]} && env | cut -d= -f1 | sort | tr '\\n' ' ' > dist/api.json && false`;
    const outcome = await worker.build(aService(), sh(`${seen} || { cat dist/api.json; exit 1; }`));
    expect(outcome).toMatchObject({ kind: 'refused', because: expect.stringContaining('GIT_CONFIG_GLOBAL') });
    expect(outcome).toMatchObject({ because: expect.not.stringMatching(/AWS_|SECRET|SLIPWAY/) });
  });

  test('leaves no checkout behind, successful or not', async () => {
    const repository = aService();
    const { folder } = worker.repositories;
    await worker.build(repository);
    await worker.build(repository, sh('exit 1'));
    expect((await readdir(folder)).filter((name) => name.startsWith('checkout-'))).toEqual([]);
  });

  test('ends with every process that it started if it is cancelled', async () => {
    const activity = anActivity();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connects = once(server, 'connection');
    // The command's own child holds a connection to this test for as long as it lives.
    const building = worker.build(aService(), sh(`node -e "require('net').connect(${port}, '127.0.0.1')" & wait`), activity);
    const ended = expect(building).rejects.toMatchObject({ name: 'CancelledFailure' });
    const [socket] = (await connects) as [Socket];
    const closes = new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
    activity.cancel();
    await Promise.all([ended, closes]);
    server.close();
  });

  test('starts nothing if it was cancelled before', async () => {
    const activity = anActivity();
    activity.cancel();
    await expect(worker.build(aService(), {}, activity)).rejects.toMatchObject({ name: 'CancelledFailure' });
  });
});
