import { anEmptyWorld } from '../../workflows/builders/a-world';
import { beforeCall, runUntil } from '../../workflows/builders/answers';
import { first, second } from '../../workflows/builders/stages';
import { until } from '../../workflows/builders/until';
import type { World } from '../../workflows/builders/world';
import { aVersion, deploymentOf, startWorker, versionOf } from './a-version';

const old = aVersion((code) => `// the old version\n${code}`);
const young = aVersion((code) => `// the young version\n${code}`);

/** A change under way in production at the old version, and then a worker of the young one. */
async function newCodeMeetsAChange(stages = [first]) {
  const world = await anEmptyWorld();
  const hold = { isOn: true };
  const deployment = 'forward api usw2-az1';
  const oldWorker = await startWorker(world, old, { answers: beforeCall(deployment, () => runUntil(() => !hold.isOn)) });
  const pipeline = world.pipeline({ stages });
  const change = await world.merge(pipeline, 1);
  await world.waitForCall(deployment);
  await until('the index has the change', async () => (await deploymentOf(world).countOpen(old.buildId)) === 5);
  return { world, hold, pipeline, change, oldWorker, youngWorker: await startWorker(world, young) };
}

const belowOf = (change: string) => ['first', 'first/us-west-2', 'first/us-west-2/usw2-az1'].map((level) => `${change}/${level}`);

const serviceMoves = (world: World, to: string) =>
  until('the service moves', async () => (await versionOf(world, world.service.workflowId)) === to);

describe('new workflow code, while a change is under way', () => {
  test.concurrent('leaves that change and its activities to the old version, and takes the next change and the service', async () => {
    const { world, hold, pipeline, change, oldWorker, youngWorker } = await newCodeMeetsAChange();
    expect(youngWorker.said).toEqual([
      `version ${young.buildId} is current: new workflows start here`,
      expect.stringMatching(`version ${old.buildId} still has \\d workflows: keep a worker of it running until it has none`),
    ]);
    await serviceMoves(world, young.buildId);
    const next = await world.merge(pipeline, 2);
    await world.waitForRequest(next);
    hold.isOn = false;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(await next.result()).toMatchObject({ kind: 'delivered' });

    for (const id of [change.workflowId, ...belowOf(change.workflowId)])
      expect([id, await versionOf(world, id)]).toEqual([id, old.buildId]);
    for (const id of [next.workflowId, ...belowOf(next.workflowId)])
      expect([id, await versionOf(world, id)]).toEqual([id, young.buildId]);
    const [ofOld, ofYoung] = [oldWorker, youngWorker].map(({ calls }) => calls.filter((call) => !call.startsWith('survey')));
    expect(ofOld?.[0]).toBe('review from the beginning');
    expect(ofOld?.at(-1)).toBe('notify delivered');
    expect(ofYoung?.map((call) => call.replace('from 000000000001', 'from the beginning'))).toEqual(ofOld);
  });

  test.concurrent('lets that change finish its stage at the old version, and takes it over for the next', async () => {
    const { world, hold, change, oldWorker } = await newCodeMeetsAChange([first, second]);
    await serviceMoves(world, young.buildId);
    hold.isOn = false;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    for (const id of belowOf(change.workflowId)) expect([id, await versionOf(world, id)]).toEqual([id, old.buildId]);
    for (const id of [change.workflowId, `${change.workflowId}/second`, `${change.workflowId}/second/eu-west-1/euw1-az1`])
      expect([id, await versionOf(world, id)]).toEqual([id, young.buildId]);
    expect(oldWorker.calls.filter((call) => /eu-west-1|us-east-1/.test(call))).toEqual([]);
  });

  test.concurrent('moves an idle service, with its whole state', async () => {
    const world = await anEmptyWorld();
    await startWorker(world, old);
    expect(await world.runChange(world.pipeline({ stages: [first] }))).toMatchObject({ kind: 'delivered' });
    await until('the service learns of the end', async () => (await world.traffic()).living.length === 0);
    const before = await world.traffic();
    await until('the index has the service', async () => (await deploymentOf(world).countOpen(old.buildId)) === 1);
    await startWorker(world, young);
    await serviceMoves(world, young.buildId);
    expect(await world.traffic()).toEqual(before);
  });

  test.concurrent('stays current when a worker of the old version restarts, until a person requests the old one', async () => {
    const world = await anEmptyWorld();
    const before = await startWorker(world, old);
    await startWorker(world, young);
    const current = async () => (await deploymentOf(world).versions()).current;
    await before.stop();
    const again = await startWorker(world, old);
    expect(again.said).toEqual([
      expect.stringContaining(
        `version ${young.buildId} is current; this worker has version ${old.buildId} and only finishes what started there`,
      ),
    ]);
    expect(await current()).toBe(young.buildId);
    await again.stop();
    await startWorker(world, old, { isRequested: true });
    expect(await current()).toBe(old.buildId);
  });

  test.concurrent('logs what a person can do if the server lets only somebody else change versions, and waits for that', async () => {
    const world = await anEmptyWorld();
    await startWorker(world, old);
    const { workflowService } = world.client.connection;
    const request = { namespace: 'default', deploymentName: world.name, identity: 'somebody' };
    await workflowService.setWorkerDeploymentManager({ ...request, managerIdentity: 'somebody' });
    const said: string[] = [];
    const starting = startWorker(world, young, { said });
    await until('it logs that', () => said.length > 0);
    expect(said[0]).toMatch(`the server does not make version ${young.buildId} current: `);
    const byHand = `temporal worker deployment set-current-version --deployment-name ${world.name} --build-id ${young.buildId}`;
    expect(said[0]).toMatch(`To do it by hand: ${byHand}`);

    await workflowService.setWorkerDeploymentCurrentVersion({ ...request, buildId: young.buildId });
    await starting;
    expect(said.slice(1)).toEqual([`version ${young.buildId} is current: new workflows start here`]);
  });
});

describe('a merge', () => {
  test.concurrent('from before the first worker is taken by that worker', async () => {
    const world = await anEmptyWorld();
    const pipeline = world.pipeline({ stages: [first] });
    await world.signalMerge(pipeline);
    await startWorker(world, old);
    expect(await world.runChange(pipeline, 1)).toMatchObject({ kind: 'delivered' });
  });
});
