import type { Spoken } from '../../local/process/child';
import { until as patiently } from '../../local/process/until';
import type { Target } from '../../pipeline/model/target';
import { Latch } from '../activities/builders/a-latch';
import { until } from '../workflows/builders/until';
import { aWorld, toldOf } from './a-world';

const zones = { 'us-west-2': ['usw2-az1'], 'eu-west-1': ['euw1-az1'] };
const tables = Object.keys(zones).length;

type World = Awaited<ReturnType<typeof aWorld>>;

/** Whether the deployment that a zone waits for is in the hands of a worker. */
async function has({ client }: World, worker: Spoken, zone: string): Promise<boolean> {
  const { raw } = await client.workflow.getHandle(zone).describe();
  return raw.pendingActivities?.[0]?.lastWorkerIdentity?.startsWith(`${worker.pid}@`) ?? false;
}

/** The server gives a task to the frozen worker as well, which has asked for one, and takes it away when 30 s have passed. */
const patience = { withinMs: 150_000 };

test('R16: two workers see the same tasks; each mutation happens once', async () => {
  const world = await aWorld(zones);
  const hold = await Latch.closed();
  hold.open();
  const frozen = await world.worker();
  expect(await world.endingOf(await world.merge('one', hold))).toMatchObject({ kind: 'delivered' });
  const apis = world.targets.filter(({ component }) => component === 'api');

  // It stands still in the middle of its acts: one is about to be carried out, and what becomes of it is not heard.
  hold.close();
  let executed = 0;
  world.way.fate = (action) => {
    if (action === 'ExecuteChangeSet' && ++executed === tables + 1) process.kill(frozen.pid, 'SIGSTOP');
    return 'answered';
  };
  const change = await world.merge('two', hold);
  await until('the worker stands still', () => executed > tables);
  const other = await world.worker();
  const all = (each: (api: Target) => Promise<boolean>) => async () => (await Promise.all(apis.map(each))).every(Boolean);
  const taken = all((api) => has(world, other, `${change}/gamma/${api.region}/${api.zone}`));
  expect(await patiently(taken, patience)).toBe(true);
  await until(
    'all are carried out',
    all(async (api) => (await world.mutations(api)).length === 2),
  );
  process.kill(frozen.pid, 'SIGCONT');
  hold.open();

  expect(await world.endingOf(change)).toMatchObject({ kind: 'delivered' });
  await frozen.stop(); // whatever it still wanted to do, it has done it now
  for (const target of world.targets)
    expect([target.stack, toldOf(await world.mutations(target))]).toEqual([target.stack, 'forward once, forward once']);
}, 300_000);
