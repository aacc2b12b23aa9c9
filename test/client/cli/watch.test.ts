import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notYet } from '../../../activities/attempt/not-yet';
import { readTree } from '../../../client/tree/read-tree';
import type { ChangeTree } from '../../../client/tree/tree';
import { type BakeProgress, describeBakeProgress } from '../../../pipeline/gates/bake-progress';
import { aFolder } from '../../a-folder';
import { aWorld } from '../../workflows/builders/a-world';
import { beforeCall, runUntil, unhealthyBake } from '../../workflows/builders/answers';
import { bakeLine } from '../../workflows/builders/call-lines';
import { alphaStage, first, second } from '../../workflows/builders/stages';
import { until } from '../../workflows/builders/until';
import { aSentence, slipway } from './a-shell';

const now = () => new Date().toISOString();
const here = (...args: string[]) => slipway(args, { TEMPORAL_ADDRESS: process.env.SLIPWAY_TEST_TEMPORAL ?? '' });

/** Every branch as a line: `first us-west-2 usw2-az1: under way`. */
function shown(tree: ChangeTree | undefined): string[] {
  const lines = (branches: ChangeTree['stages'], above: string): string[] =>
    branches.flatMap(({ name, standing, why, bake, below }) => [
      [`${above}${name}`, standing, why, bake && describeBakeProgress(bake)].filter(Boolean).join(': '),
      ...lines(below, `${above}${name} `),
    ]);
  return lines(tree?.stages ?? [], '');
}

const threeOfTen: BakeProgress = {
  waitsFor: { on: 'traffic', seen: 3, needed: 10 },
  elapsedMs: 60_000,
  forMs: 1_000,
  requests: 3,
  minimumRequests: 10,
  problems: [],
};

describe('the tree of a change', () => {
  test('shows every Region and zone of the stage under way, and what a bake waits for', async () => {
    let mayContinue = false;
    const world = await aWorld({
      ...beforeCall('forward api use1-az1', () => runUntil(() => mayContinue)),
      bake: async (plan, proceed) => {
        if (bakeLine(plan) === 'bake zone euw1-az1' && !mayContinue) throw notYet('3 of 10 requests seen', threeOfTen);
        return await proceed(plan);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [alphaStage, second] }));
    await until('both Regions are under way and the bake has looked', async () => {
      const tree = await readTree(world.client, change.workflowId, now);
      return ['3 of 10', 'fleet is being deployed'].every((words) => shown(tree).some((line) => line.includes(words)));
    });
    expect(shown(await readTree(world.client, change.workflowId, now))).toEqual([
      'alpha: good: us-west-2; release 0000000 is good',
      'second: under way',
      'second eu-west-1: under way',
      'second eu-west-1 euw1-az1: under way: the zone bakes: 3 of 10 requests seen',
      'second eu-west-1 euw1-az2: ahead',
      'second us-east-1: under way',
      'second us-east-1 use1-az1: under way: api in use1-az1, fleet is being deployed',
      'second us-east-1 use1-az2: ahead',
    ]);
    mayContinue = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(shown(await readTree(world.client, change.workflowId, now)).at(-1)).toBe(
      'second: good: eu-west-1, us-east-1; release 0000000 is good',
    );
  });

  test('shows whose lane a change waits for', async () => {
    let mayContinue = false;
    const world = await aWorld(beforeCall('forward table us-west-2', () => runUntil(() => mayContinue)));
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await world.waitForCall('forward table us-west-2');
    const two = await world.merge(pipeline, 2);
    await world.waitForRequest(two);
    expect(shown(await readTree(world.client, two.workflowId, now))).toEqual([
      `first: waiting: us-west-2; it needs the lane prod/us-west-2: ${one.workflowId} holds prod/us-west-2 for its stage first`,
    ]);
    mayContinue = true;
    await two.result();
  });

  test('shows which alarm a gate waits for, and a way back', async () => {
    let isQuiet = false;
    let mayContinue = false;
    const world = await aWorld({
      ...beforeCall('back api usw2-az1 one-box', () => runUntil(() => mayContinue)),
      gates: async (input, proceed) => {
        if (!isQuiet) throw notYet('alarm errors is firing');
        return await proceed(input);
      },
      bake: unhealthyBake('oneBox'),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    const sees = (line: string) =>
      until(line, async () => shown(await readTree(world.client, change.workflowId, now)).includes(line));
    await sees('first: waiting: us-west-2; its alarms must exist and be quiet: alarm errors is firing');
    isQuiet = true;
    await sees('first us-west-2 usw2-az1: going back: alarm errors fired');
    mayContinue = true;
    await change.result();
    await sees('first: put back: us-west-2; alarm errors fired');
  });
});

describe('slipway watch', () => {
  test('without a terminal prints a line for each move, and exits with 0 when the change is delivered', async () => {
    let mayContinue = false;
    const world = await aWorld(beforeCall('forward table us-west-2', () => runUntil(() => mayContinue)));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall('forward table us-west-2');
    const watching = here('watch', change.workflowId);
    const status = await here('status', change.workflowId, '--json');
    mayContinue = true;
    const { code, out, err } = await watching;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^.* #1 {2}commit 0000000 /);
    expect(out).toMatch(/ {2}✓ first {2}good: us-west-2; release 0000000 is good\n$/);
    expect(out).not.toContain('\u001b');
    expect(JSON.parse(status.out)).toMatchObject({
      change: change.workflowId,
      stages: [{ name: 'first', standing: 'under way' }],
    });
  });

  test('exits with 1 if the change was not delivered, and with 2 if it does not exist', async () => {
    const world = await aWorld({ review: async () => ({ kind: 'refused', because: 'nobody looked' }) });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await change.result();
    const [refused, none] = await Promise.all([here('watch', change.workflowId), here('watch', 'shop/3f2a1c9d04be')]);
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('refused: nobody looked') });
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('change shop/3f2a1c9d04be does not exist') });
    expect(aSentence(none.err)).toBe(true);
  });
});

describe('slipway submit', () => {
  test('says that the change of a merge was refused before, and starts nothing', async () => {
    const world = await aWorld({ review: async () => ({ kind: 'refused', because: 'nobody looked' }) });
    const pipeline = world.pipeline({ stages: [first] });
    const change = await world.merge(pipeline);
    await change.result();
    const file = join(aFolder(), 'pipeline.json');
    writeFileSync(file, JSON.stringify(pipeline));
    const { commit } = await world.progress(change);
    const again = await here('submit', '--pipeline', file, '--repository', 'ssh://git.example.com/shop', '--commit', commit);
    expect(again).toEqual({
      code: 1,
      out: `${change.workflowId} was submitted before and does not run again (refused: nobody looked): commit a fix, which becomes a new change\n`,
      err: '',
    });
  });
});
