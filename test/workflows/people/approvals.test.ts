import { wave } from '../../../pipeline';
import { approve, approveUpdate, rejectUpdate } from '../../../workflows/messages/commands';
import { euWest1, usWest2 } from '../../pipeline/builders/a-pipeline';
import { aWorld } from '../builders/a-world';
import { rejectionOf } from '../builders/rejection-of';
import { gammaStage, first as open } from '../builders/stages';
import { until } from '../builders/until';
import type { Change, World } from '../builders/world';

const first = wave('first', {
  account: '222222222222',
  regions: [usWest2],
  approval: { approvers: ['ann', 'bob', 'Ada'], count: 2, expires: '10m' },
});
const ann = { by: 'ann', stage: 'first', why: 'the tests cover it' };

/** Waits until a change waits for both approvals. */
async function waitUntilApprovalIsNeeded(world: World, change: Change): Promise<void> {
  const why = '0 of 2 approvals; waits for ann, bob';
  await until(`it shows: ${why}`, async () => (await world.progress(change)).stages.some((stage) => stage.why === why));
}

describe('a stage that asks for approval', () => {
  test.concurrent('waits until enough people other than the author have approved, each once, and shows for whom it waits', async () => {
    const world = await aWorld();
    const change = await world.merge(world.pipeline({ stages: [gammaStage, first] }));
    await waitUntilApprovalIsNeeded(world, change);
    expect(world.calls.filter((line) => line.startsWith('gates'))).toHaveLength(2); // those of gamma
    expect(await change.executeUpdate(approveUpdate, { args: [ann] })).toEqual({
      message: '1 of 2 approvals (so far: ann); waits for bob',
    });
    expect([
      await rejectionOf(change.executeUpdate(approveUpdate, { args: [ann] })),
      await rejectionOf(change.executeUpdate(approveUpdate, { args: [{ ...ann, by: 'ada' }] })),
      await rejectionOf(change.executeUpdate(approveUpdate, { args: [{ ...ann, by: 'eve' }] })),
      await rejectionOf(change.executeUpdate(approveUpdate, { args: [{ ...ann, by: 'bob', stage: 'gamma' }] })),
      await rejectionOf(change.executeUpdate(approveUpdate, { args: [{ ...ann, by: 'bob', why: '' }] })),
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
      { by: 'ann', why: ann.why, what: 'approve stage first, as a claimed name' },
      { by: 'bob', why: ann.why },
    ]);
  });

  test.concurrent('R27: expires if nobody answers; the change ends with that record', async () => {
    const world = await aWorld();
    const soon = { ...first, approval: { approvers: ['ann'], count: 1, expires: '1s' } } as const;
    expect(await world.runChange(world.pipeline({ stages: [soon] }))).toEqual({
      kind: 'refused',
      because: 'the approval of stage first expired: 0 of 1 approvals; waits for ann',
      left: [],
    });
    expect(world.calls).toEqual(['review from the beginning', 'build', 'notify refused']);
    expect(await world.traffic()).toMatchObject({ living: [], waiting: [] });
  });

  test.concurrent('ends the change on a rejection; a wave that is good keeps the release', async () => {
    const world = await aWorld();
    const change = await world.merge(world.pipeline({ stages: [open, { ...first, name: 'second', regions: [euWest1] }] }));
    await waitUntilApprovalIsNeeded(world, change);
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
    await waitUntilApprovalIsNeeded(world, one);
    const two = await world.merge(pipeline, 2);
    await waitUntilApprovalIsNeeded(world, two);
    for (const by of ['ann', 'bob']) await two.executeUpdate(approveUpdate, { args: [{ ...ann, by }] });
    await world.waitForRequest(two);
    expect(world.deployments).toEqual([]);
    for (const by of ['ann', 'bob']) await one.executeUpdate(approveUpdate, { args: [{ ...ann, by }] });
    expect([(await one.result()).kind, (await two.result()).kind]).toEqual(['delivered', 'delivered']);
  });

  test.concurrent('R6: counts an approval that was given while no worker ran', async () => {
    const world = await aWorld();
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitUntilApprovalIsNeeded(world, change);
    await world.stop();
    for (const by of ['ann', 'bob']) await change.signal(approve, { ...ann, by });
    await world.startWorker();
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('does not count claimed names unless the worker allows them, with the reason', async () => {
    const world = await aWorld({ approvalRules: async () => ({ claimedNames: false }) });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitUntilApprovalIsNeeded(world, change);
    expect(await rejectionOf(change.executeUpdate(approveUpdate, { args: [ann] }))).toMatch(
      /^the worker does not count votes under unverified names/,
    );
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
  });
});
