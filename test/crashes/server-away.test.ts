import { setTimeout as pause } from 'node:timers/promises';
import { Latch } from '../activities/builders/a-latch';
import { until } from '../workflows/builders/until';
import { aWorld, summaryOf } from './a-world';

/** Longer than the heartbeat time-out of a deployment, which is 30 s: when the server is back, it times out all of them. */
const downMs = 33_000;

const regions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'eu-south-1',
  'eu-central-1',
];
const more = [
  'ap-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'sa-east-1',
  'me-south-1',
  'af-south-1',
];

test('R7: the server is down while twenty targets deploy; all continue, and no mutation is lost or doubled', async () => {
  const world = await aWorld(Object.fromEntries([...regions, ...more].map((name) => [name, [`${name}-az1`]])));
  const hold = await Latch.closed();
  await world.worker();
  const change = await world.merge('one', hold);
  const apis = world.targets.filter(({ component }) => component === 'api');
  expect(apis.length).toBe(20);
  await until('all twenty deploy', async () =>
    (await Promise.all(apis.map((api) => world.mutations(api)))).every(({ length }) => length === 1),
  );

  await world.stopServer();
  hold.open();
  await pause(downMs);
  await world.startServer();

  expect(await world.outcomeOf(change)).toMatchObject({ kind: 'delivered' });
  for (const target of world.targets)
    expect([target.stack, summaryOf(await world.mutations(target))]).toEqual([target.stack, 'forward once']);
});
