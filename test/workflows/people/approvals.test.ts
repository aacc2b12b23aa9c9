import { wave } from '../../../pipeline';
import { approve, approveUpdate, rejectUpdate } from '../../../workflows/messages/commands';
import { euWest1, usWest2 } from '../../pipeline/builders/a-pipeline';
import { aWorld, type World } from '../builders/harness';
import { gammaStage, first as open } from '../builders/stages';
import { until } from '../builders/until';

const first = wave('first', {
  account: '222222222222',
  regions: [usWest2],
  approval: { approvers: ['ann', 'bob', 'Ada'], count: 2, expires: '10m' },
});
const ann = { by: 'ann', stage: 'first', why: 'the tests cover it' };

async function waiting(world: World, change: { workflowId: string }, because: string): Promise<void> {
  await until(`it waits: ${because}`, async () => (await world.progress(change)).stages.some((stage) => stage.why === because));
}

const refusal = async (asking: Promise<unknown>): Promise<string> =>
  await asking.then(
    () => 'it was taken',
    (err: Error) => (err.cause instanceof Error ? err.cause.message : String(err)),
  );

describe('a stage that asks for approval', () => {
  test.concurrent('waits until enough people other than the author have approved, each once, and shows for whom it waits', async () => {
    const world = await aWorld();
    const change = await world.merge(world.pipeline({ stages: [gammaStage, first] }));
    await waiting(world, change, '0 of 2 approvals; waits for ann, bob');
    expect(world.acts.filter((act) => act.startsWith('gates'))).toHaveLength(2); // those of gamma
    expect(await change.executeUpdate(approveUpdate, { args: [ann] })).toEqual({
      message: '1 of 2 approvals (so far: ann); waits for bob',
    });
    expect([
      await refusal(change.executeUpdate(approveUpdate, { args: [ann] })),
      await refusal(change.executeUpdate(approveUpdate, { args: [{ ...ann, by: 'ada' }] })),
      await refusal(change.executeUpdate(approveUpdate, { args: [{ ...ann, by: 'eve' }] })),
      await refusal(change.executeUpdate(approveUpdate, { args: [{ ...ann, by: 'bob', stage: 'gamma' }] })),
      await refusal(change.executeUpdate(approveUpdate, { args: [{ ...ann, by: 'bob', why: '' }] })),
    ]).toEqual([
      'ann has already voted',
      'ada is an author of the change: somebody else must approve it',
      'eve is not an approver of stage first: ask ann, bob',
      'stage gamma is not waiting for approval: stage first is',
      '"why" is missing: give the reason, which is kept',
    ]);
    await change.signal(approve, { ...ann, by: 'bob' }); // as from the Web UI
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect((await world.progress(change)).decisions).toMatchObject([
      { ...word('ann'), what: 'approve stage first, as a claimed name' },
      { ...word('bob') },
    ]);
  });

  test.concurrent('R27: expires if nobody answers; the change ends with that record', async () => {
    const world = await aWorld();
    const soon = { ...first, approval: { approvers: ['ann'], count: 1, expires: '1s' } } as const;
    expect(await world.play(world.pipeline({ stages: [soon] }))).toEqual({
      kind: 'refused',
      because: 'the approval of stage first expired: 0 of 1 approvals; waits for ann',
      left: [],
    });
    expect(world.acts).toEqual(['review from the beginning', 'build', 'notify refused']);
    expect(await world.traffic()).toMatchObject({ living: [], waiting: [] });
  });

  test.concurrent('ends the change on a rejection; a wave that is good keeps the release', async () => {
    const world = await aWorld();
    const change = await world.merge(world.pipeline({ stages: [open, { ...first, name: 'second', regions: [euWest1] }] }));
    await waiting(world, change, '0 of 2 approvals; waits for ann, bob');
    await change.executeUpdate(rejectUpdate, { args: [{ ...ann, stage: 'second', why: 'not before the launch' }] });
    expect(await change.result()).toMatchObject({
      kind: 'cancelled',
      because: 'it cannot go on: stage second: ann rejected it: not before the launch',
      left: [{ what: 'wave first keeps the release, which was good there' }],
    });
  });

  test.concurrent('R3: keeps its place: a later change of the pipeline does not pass it', async () => {
    const world = await aWorld();
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await waiting(world, one, '0 of 2 approvals; waits for ann, bob');
    const two = await world.merge(pipeline, 2);
    await waiting(world, two, '0 of 2 approvals; waits for ann, bob');
    for (const by of ['ann', 'bob']) await two.executeUpdate(approveUpdate, { args: [{ ...ann, by }] });
    await until('the second asks for the lane', async () => (await world.traffic()).waiting.length === 1);
    expect(world.deployed).toEqual([]);
    for (const by of ['ann', 'bob']) await one.executeUpdate(approveUpdate, { args: [{ ...ann, by }] });
    expect([(await one.result()).kind, (await two.result()).kind]).toEqual(['delivered', 'delivered']);
  });

  test.concurrent('R6: counts an approval that was given while no worker ran', async () => {
    const world = await aWorld();
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waiting(world, change, '0 of 2 approvals; waits for ann, bob');
    await world.stop();
    for (const by of ['ann', 'bob']) await change.signal(approve, { ...ann, by });
    await world.join({});
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('does not count claimed names unless the worker allows them, with the reason', async () => {
    const world = await aWorld({ approvalRules: async () => ({ claimedNames: false }) });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waiting(world, change, '0 of 2 approvals; waits for ann, bob');
    expect(await refusal(change.executeUpdate(approveUpdate, { args: [ann] }))).toMatch(
      /^the worker does not count votes under unverified names/,
    );
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
  });
});

const word = (by: string) => ({ by, why: ann.why });
