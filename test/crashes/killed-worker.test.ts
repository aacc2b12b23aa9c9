import { Latch } from '../activities/builders/a-latch';
import { until } from '../workflows/builders/until';
import { aWorld, summaryOf } from './a-world';

test('R9: the worker dies in the middle of a rollback; the next worker completes it', async () => {
  const world = await aWorld({ 'us-west-2': ['usw2-az1', 'usw2-az2', 'usw2-az3'] }, ['! grep -q bad version']);
  const hold = await Latch.closed();
  hold.open();
  const first = await world.worker();
  expect(await world.outcomeOf(await world.merge('good', hold))).toMatchObject({ kind: 'delivered' });

  hold.close('usw2-az2'); // only the good version has a hold, so only the way back waits
  const change = await world.merge('bad');
  const [table, az1, az2, az3] = world.targets;
  if (table === undefined || az1 === undefined || az2 === undefined || az3 === undefined)
    throw new Error('there are not four targets');
  await until('the second zone goes back', async () => (await world.mutations(az2)).at(-1)?.direction === 'back');
  await first.kill();
  hold.open();
  await world.worker();

  expect(await world.outcomeOf(change)).toMatchObject({ kind: 'refused', because: expect.stringContaining('gamma'), left: [] });
  for (const target of world.targets)
    expect([target.stack, summaryOf(await world.mutations(target))]).toEqual([
      target.stack,
      'forward once, forward once, back once',
    ]);
  const backs = await Promise.all([az3, az2, az1, table].map(async (target) => timesOf(await world.events(target))));
  for (const [index, { begun }] of backs.entries()) expect(begun).toBeGreaterThanOrEqual(backs[index - 1]?.ended ?? 0);
});

/** When a stack's rollback began and ended. */
function timesOf(events: readonly { ClientRequestToken?: string | undefined; Timestamp?: Date | undefined }[]) {
  const times = events
    .filter(({ ClientRequestToken }) => ClientRequestToken?.startsWith('slipway-back-'))
    .map(({ Timestamp }) => Timestamp?.getTime() ?? Number.NaN);
  return { begun: Math.min(...times), ended: Math.max(...times) };
}
