import { poll } from '../../local/process/poll';
import type { NodeProcess } from '../../local/process/start-node-program';
import type { Target } from '../../pipeline/model/target';
import { Latch } from '../activities/builders/a-latch';
import { until } from '../workflows/builders/until';
import { aWorld, summaryOf } from './a-world';

const zones = { 'us-west-2': ['usw2-az1'], 'eu-west-1': ['euw1-az1'] };
const tables = Object.keys(zones).length;

type World = Awaited<ReturnType<typeof aWorld>>;

/** Whether a worker runs the deployment that a zone waits for. */
async function runsDeployment({ client }: World, worker: NodeProcess, zone: string): Promise<boolean> {
  const { raw } = await client.workflow.getHandle(zone).describe();
  return raw.pendingActivities?.[0]?.lastWorkerIdentity?.startsWith(`${worker.pid}@`) ?? false;
}

/** The server may give a task to the frozen worker, which had polled for one; it times out after 30 s. */
const patience = { timeoutMs: 150_000 };

test('R16: two workers see the same tasks; each mutation happens once', async () => {
  const world = await aWorld(zones);
  const hold = await Latch.closed();
  hold.open();
  const frozen = await world.worker();
  expect(await world.outcomeOf(await world.merge('one', hold))).toMatchObject({ kind: 'delivered' });
  const apis = world.targets.filter(({ component }) => component === 'api');

  // The worker freezes in the middle of its work: a change set is about to be executed, and the worker does not receive the answer.
  hold.close();
  let executed = 0;
  world.proxy.fate = (action) => {
    if (action === 'ExecuteChangeSet' && ++executed === tables + 1) process.kill(frozen.pid, 'SIGSTOP');
    return 'answered';
  };
  const change = await world.merge('two', hold);
  await until('the worker is frozen', () => executed > tables);
  const other = await world.worker();
  const all = (each: (api: Target) => Promise<boolean>) => async () => (await Promise.all(apis.map(each))).every(Boolean);
  const taken = all((api) => runsDeployment(world, other, `${change}/gamma/${api.region}/${api.zone}`));
  expect(await poll(taken, patience)).toBe(true);
  await until(
    'all change sets are executed',
    all(async (api) => (await world.mutations(api)).length === 2),
  );
  process.kill(frozen.pid, 'SIGCONT');
  hold.open();

  expect(await world.outcomeOf(change)).toMatchObject({ kind: 'delivered' });
  await frozen.stop(); // by now it has done everything that it still wanted to do
  for (const target of world.targets)
    expect([target.stack, summaryOf(await world.mutations(target))]).toEqual([target.stack, 'forward once, forward once']);
}, 300_000);
