import type { Client } from '@temporalio/client';
import { recentChanges } from '../../../client/temporal/status';
import { cancelUpdate } from '../../../workflows/messages/commands';
import { searchAttributes } from '../../../workflows/messages/search-attributes';
import { aWorld } from '../builders/a-world';
import { beforeCall, runUntil, runUntilCancelled } from '../builders/answers';
import { regionRollback } from '../builders/call-lines';
import { releaseOf } from '../builders/fakes';
import { alphaStage, first, gammaStage, second } from '../builders/stages';
import { commitOf } from '../builders/world';

/** The runs of a workflow, newest first. */
async function runsOf(client: Client, workflowId: string): Promise<string[]> {
  const runs: string[] = [];
  for await (const run of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) runs.push(run.status.name);
  return runs;
}

describe('a change continues as new between two stages', () => {
  test.concurrent('with its progress: one run a stage', async () => {
    const deployment = 'forward table eu-west-1';
    let mayContinue = false;
    const world = await aWorld(beforeCall(deployment, () => runUntil(() => mayContinue)));
    const change = await world.merge(world.pipeline({ stages: [alphaStage, gammaStage, first, second] }));
    const before = await change.describe();
    await world.waitForCall(deployment);
    const now = await change.describe();
    expect(now.runId).not.toBe(before.runId);
    expect(await runsOf(world.client, change.workflowId)).toEqual([
      'RUNNING',
      'CONTINUED_AS_NEW',
      'CONTINUED_AS_NEW',
      'CONTINUED_AS_NEW',
    ]);
    const listed = (await recentChanges(world.client, 1000)).filter((line) => line.change === change.workflowId);
    expect(listed).toMatchObject([{ stage: 'second', status: 'under way' }]); // once, however many runs it has
    expect((await world.progress(change)).stages.map(({ standing }) => standing)).toEqual(['good', 'good', 'good', 'under way']);
    const kept = searchAttributes.map((attribute) => now.typedSearchAttributes.get(attribute));
    expect(kept).toEqual([world.name, world.name, change.workflowId, 'second', 'under way']);
    mayContinue = true;
    expect(await change.result()).toEqual({
      kind: 'delivered',
      because: 'release 0000000 is good in alpha, gamma, first, second',
    });
    expect(world.calls.filter((line) => line === 'build')).toHaveLength(1);
    expect(await world.good('prod/eu-west-1')).toBe(releaseOf(commitOf(1)));
  });

  test.concurrent('and can be cancelled in a later run, with Regions under way: all is put back, and the record names who cancelled', async () => {
    const deployments = ['forward api euw1-az2', 'forward api use1-az1 one-box'];
    const world = await aWorld(beforeCall(deployments, runUntilCancelled));
    const change = await world.merge(world.pipeline({ stages: [first, second] }));
    for (const deployment of deployments) await world.waitForCall(deployment);
    const ann = { by: 'ann', why: 'wrong week for it' };
    expect(await change.executeUpdate(cancelUpdate, { args: [ann] })).toEqual({
      message: 'it stops, and rolls back the stage that is under way',
    });
    await expect(change.executeUpdate(cancelUpdate, { args: [ann] })).rejects.toMatchObject({
      cause: { message: 'it was cancelled already' },
    });
    expect(await change.result()).toEqual({
      kind: 'cancelled',
      because: 'it was cancelled in stage second, which was rolled back; ann cancelled it: wrong week for it',
      left: [{ what: 'wave first keeps the release, which was good there', action: expect.any(String) }],
    });
    const backIn = (region: RegExp) => world.deployments.filter((line) => region.test(line) && line.startsWith('back'));
    expect(backIn(/eu-west-1|euw1/)).toEqual(regionRollback('eu-west-1', 'euw1-az2', 'euw1-az1'));
    expect(backIn(/us-east-1|use1/)).toEqual(['back api use1-az1 one-box', 'back table us-east-1']);
    expect((await world.progress(change)).decisions).toMatchObject([{ ...ann, what: 'cancel' }]);
    expect(await world.traffic()).toMatchObject({ holders: {}, living: [] });
  });
});
