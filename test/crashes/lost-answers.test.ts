import { aWorld, summaryOf } from './a-world';

test('R35: every first answer to a mutating call is lost, forward and back; each mutation happens once', async () => {
  const world = await aWorld({ 'us-west-2': ['usw2-az1', 'usw2-az2'] }, ['! grep -q bad version']);
  await world.worker();
  expect(await world.outcomeOf(await world.merge('good'))).toMatchObject({ kind: 'delivered' });

  let lost = 0;
  let calls = 0;
  world.proxy.fate = (action) => {
    if (action !== 'CreateChangeSet' && action !== 'ExecuteChangeSet') return 'answered';
    if (++calls % 2 === 0) return 'answered';
    lost += 1;
    return 'answer lost';
  };
  expect(await world.outcomeOf(await world.merge('bad'))).toMatchObject({ kind: 'refused', left: [] });
  expect(lost).toBeGreaterThanOrEqual(2 * 2 * world.targets.length); // created and executed, forward and back
  for (const target of world.targets)
    expect([target.stack, summaryOf(await world.mutations(target))]).toEqual([
      target.stack,
      'forward once, forward once, back once',
    ]);
});
