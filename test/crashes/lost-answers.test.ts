import { aWorld, toldOf } from './a-world';

test('R35: every first answer to what acts is lost, forward and back; each mutation happens once', async () => {
  const world = await aWorld({ 'us-west-2': ['usw2-az1', 'usw2-az2'] }, ['! grep -q bad version']);
  await world.worker();
  expect(await world.endingOf(await world.merge('good'))).toMatchObject({ kind: 'delivered' });

  let lost = 0;
  let told = 0;
  world.way.fate = (action) => {
    if (action !== 'CreateChangeSet' && action !== 'ExecuteChangeSet') return 'answered';
    if (++told % 2 === 0) return 'answered';
    lost += 1;
    return 'answer lost';
  };
  expect(await world.endingOf(await world.merge('bad'))).toMatchObject({ kind: 'refused', left: [] });
  expect(lost).toBeGreaterThanOrEqual(2 * 2 * world.targets.length); // prepared and carried out, there and back
  for (const target of world.targets)
    expect([target.stack, toldOf(await world.mutations(target))]).toEqual([
      target.stack,
      'forward once, forward once, back once',
    ]);
});
