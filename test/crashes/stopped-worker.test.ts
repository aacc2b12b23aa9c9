import { Latch } from '../activities/builders/a-latch';
import { until } from '../workflows/builders/until';
import { aWorld, summaryOf } from './a-world';

test('a worker that is stopped leaves its deployment running, and the next worker picks it up', async () => {
  const world = await aWorld({ 'us-west-2': ['usw2-az1'] });
  const hold = await Latch.closed();
  hold.open();
  const first = await world.worker();
  expect(await world.outcomeOf(await world.merge('one', hold))).toMatchObject({ kind: 'delivered' });

  hold.close();
  const change = await world.merge('two', hold);
  const [, api] = world.targets;
  if (api === undefined) throw new Error('there is no api');
  await until('the update runs', async () => (await world.mutations(api)).length === 2);
  await first.stop(); // SIGTERM
  await world.worker();
  expect((await world.mutations(api)).at(-1)).toMatchObject({ direction: 'forward', ended: 'never' });
  hold.open();

  expect(await world.outcomeOf(change)).toMatchObject({ kind: 'delivered' });
  expect(summaryOf(await world.mutations(api))).toBe('forward once, forward once');
  expect((await world.events(api)).filter(({ ResourceStatus }) => ResourceStatus?.includes('ROLLBACK'))).toEqual([]);
  expect(world.proxy.calls).not.toContain('CancelUpdateStack');
});
