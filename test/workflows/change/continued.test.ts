import type { Client } from '@temporalio/client';
import { recentChanges } from '../../../client/temporal/status';
import { cancelUpdate } from '../../../workflows/messages/commands';
import { searchAttributes } from '../../../workflows/messages/search-attributes';
import { deployLine, releaseOf, underWay } from '../builders/fakes';
import { aWorld, commitOf } from '../builders/harness';
import { alphaStage, first, gammaStage, second } from '../builders/stages';

/** The runs of a workflow, newest first. */
async function runsOf(client: Client, workflowId: string): Promise<string[]> {
  const runs: string[] = [];
  for await (const run of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) runs.push(run.status.name);
  return runs;
}

describe('a change continues as new between two stages', () => {
  test.concurrent('with its progress: one run a stage', async () => {
    let goesOn = false;
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (deployLine(input) === 'forward table eu-west-1') await underWay(() => goesOn);
        return await usual(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [alphaStage, gammaStage, first, second] }));
    const before = await change.describe();
    await world.begun('forward table eu-west-1');
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
    goesOn = true;
    expect(await change.result()).toEqual({
      kind: 'delivered',
      because: 'release 0000000 is good in alpha, gamma, first, second',
    });
    expect(world.acts.filter((act) => act === 'build')).toHaveLength(1);
    expect(await world.good('prod/eu-west-1')).toBe(releaseOf(commitOf(1)));
  });

  test.concurrent('and can be cancelled in a later run, with Regions under way: all is put back, and the record names who cancelled', async () => {
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (['forward api euw1-az2', 'forward api use1-az1 one-box'].includes(deployLine(input))) await underWay();
        return await usual(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first, second] }));
    await world.begun('forward api euw1-az2');
    await world.begun('forward api use1-az1 one-box');
    const word = { by: 'ann', why: 'wrong week for it' };
    expect(await change.executeUpdate(cancelUpdate, { args: [word] })).toEqual({
      message: 'it stops, and puts back what is not good yet',
    });
    await expect(change.executeUpdate(cancelUpdate, { args: [word] })).rejects.toMatchObject({
      cause: { message: 'it was cancelled already' },
    });
    expect(await change.result()).toEqual({
      kind: 'cancelled',
      because: 'it was cancelled in stage second, which was put back; ann cancelled it: wrong week for it',
      left: [{ what: 'wave first keeps the release, which was good there', action: expect.any(String) }],
    });
    const inRegion = (region: RegExp) => world.deployed.filter((act) => region.test(act) && act.startsWith('back'));
    expect(inRegion(/eu-west-1|euw1/)).toEqual([
      ...['back api euw1-az2', 'back api euw1-az2 one-box', 'back api euw1-az1', 'back api euw1-az1 one-box'],
      'back table eu-west-1',
    ]);
    expect(inRegion(/us-east-1|use1/)).toEqual(['back api use1-az1 one-box', 'back table us-east-1']);
    expect((await world.progress(change)).decisions).toMatchObject([{ ...word, what: 'cancel' }]);
    expect(await world.traffic()).toMatchObject({ holders: {}, living: [] });
  });
});
