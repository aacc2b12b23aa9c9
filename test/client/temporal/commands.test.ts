import { usEast1 } from '../../pipeline/builders/a-pipeline';
import { aWorld } from '../../workflows/builders/a-world';
import { beforeCall, failUntilFixed, runUntilCancelled, unhealthyBake } from '../../workflows/builders/answers';
import {
  denied,
  denyUntilFixed,
  examinationAsks,
  mayReplace,
  policyNames,
  waitForObstacle,
  waitForQuestions,
} from '../../workflows/builders/questions';
import { first } from '../../workflows/builders/stages';
import { until } from '../../workflows/builders/until';
import { aSentence, slipway } from '../cli/a-shell';

const here = (...args: string[]) => slipway(args, { TEMPORAL_ADDRESS: process.env.SLIPWAY_TEST_TEMPORAL ?? '' });

/** A change whose rollback is stuck until `cause.isFixed` is set. */
async function aStuckChange() {
  const cause = { isFixed: false };
  const world = await aWorld({ ...beforeCall('back api usw2-az1', failUntilFixed(cause)), bake: unhealthyBake('zone') });
  const change = await world.merge(world.pipeline({ stages: [first] }));
  await world.waitForStuck(change);
  return { world, change, cause };
}

describe('a person at the command line', () => {
  test('sees that a change is stuck and why, fixes the cause, and retries', async () => {
    const { change, cause } = await aStuckChange();
    const { out } = await here('status', change.workflowId);
    expect(out).toMatch(
      / {2}stuck: cannot put \S+-api-usw2-az1 back: UPDATE_ROLLBACK_FAILED\n {4}\S+usw2-az1 waits for: slipway retry /,
    );
    cause.isFixed = true;
    expect(await here('retry', change.workflowId, '--why', 'the quota was raised', '--by', 'ann')).toEqual({
      code: 0,
      out: expect.stringMatching(/^tries again: put \S+-api-usw2-az1 back\n$/),
      err: '',
    });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left: [] });
    expect((await here('status', change.workflowId)).out).toMatch(/ann: retry: put \S+ back \(the quota was raised\)/);
  });

  test('accepts what is deployed after a repair by hand', async () => {
    const { change } = await aStuckChange();
    const { code, out } = await here('accept', change.workflowId, '--found', '--why', 'put back in the console', '--json');
    expect({ code, reply: JSON.parse(out) }).toEqual({
      code: 0,
      reply: { message: expect.stringMatching(/^goes on without: put /) },
    });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left: [{ what: expect.stringContaining('console') }] });
  });

  test('conditional: sees what a change asks about a component, and allows it', async () => {
    const world = await aWorld({ ...examinationAsks(() => [mayReplace()]), ...policyNames('grace') });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    expect(JSON.parse((await here('status', change.workflowId, '--json')).out)).toMatchObject({
      questions: [{ stage: 'first', component: 'table', rows: mayReplace().rows, waitsFor: '0 of 1 approvals; waits for grace' }],
    });
    const [, command = ''] = /to allow it: slipway (.*) --why …/.exec((await here('status', change.workflowId)).out) ?? [];
    const vote = [...command.split(' '), '--by', 'grace', '--why', 'it is empty'];
    expect(await here(...vote.filter((word, at) => word !== '--component' && vote[at - 1] !== '--component'))).toEqual({
      code: 1,
      out: '',
      err: `${change.workflowId}: stage first asks about component table: name it, with --component table or "component"\n`,
    });
    expect(await here(...vote)).toEqual({ code: 0, out: 'component table of stage first may be deployed\n', err: '' });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test('protected: removes what a change waits for, and lets it look again', async () => {
    const cause = { isFixed: false };
    const world = await aWorld(beforeCall('examine us-west-2', denyUntilFixed(cause)));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForObstacle(world, change);
    expect((await here('status', change.workflowId)).out).toContain(denied);
    cause.isFixed = true;
    expect(await here('retry', change.workflowId, '--why', 'gave it the right')).toEqual({
      code: 0,
      out: 'it looks again\n',
      err: '',
    });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test('cancels a change, and sees what happens next', async () => {
    const world = await aWorld(beforeCall('build', runUntilCancelled));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall('build');
    expect(await here('cancel', change.workflowId, '--by', 'ann', '--why', 'wrong week')).toEqual({
      code: 0,
      out: `it stops, and rolls back the stage that is under way; follow it with: slipway watch ${change.workflowId}\n`,
      err: '',
    });
    expect((await change.result()).because).toBe('it was cancelled during: build; ann cancelled it: wrong week');
    expect(await here('cancel', change.workflowId)).toEqual({
      code: 1,
      out: '',
      err: `${change.workflowId} has already ended\n`,
    });
  });

  test('sees how a change ended, also when its workers are gone', async () => {
    const world = await aWorld({ review: async () => ({ kind: 'refused', because: 'nobody looked' }) });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await change.result();
    await world.stop();
    const { code, out } = await here('status', change.workflowId);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('refused: nobody looked') });
  });

  test('frees the lane of a change that was terminated, wherever it is stuck', async () => {
    const deployment = 'forward api use1-az1';
    const world = await aWorld(beforeCall(deployment, runUntilCancelled));
    const pipeline = world.pipeline({ stages: [{ ...first, name: 'east', regions: [usEast1] }] });
    const one = await world.merge(pipeline, 1);
    await world.waitForCall(deployment);
    await one.terminate();
    await world.level(one, 'east').result();
    const two = await world.merge(pipeline, 2);
    await world.waitForCall('notify stuck lane');
    await until('the server’s index has the stuck lane', async () => {
      const { code, out, err } = await here('accept', 'prod/us-east-1', '--why', 'looked at its stacks');
      expect(err).toMatch(/^$|^the lane prod\/us-east-1 is not stuck in any service/);
      return code === 0 && out === 'prod/us-east-1 is free\n';
    });
    await world.waitForCall(deployment, 2);
    await two.cancel();
    await two.result();
  });

  test.each([
    [['accept', 'shop/3f2a1c9d04be', '--why', 'x'], 2, /^say what is deployed now: either --release with its id, or --found$/],
    [['accept', 'shop/3f2a1c9d04be', '--found', '--release', 'found', '--why', 'x'], 2, /^say what is deployed now: either/],
    [['accept', 'shop/3f2a1c9d04be', '--release', 'the old one', '--why', 'x'], 2, /^"the old one" is .*release/],
    [['accept', 'shop/3f2a1c9d04be', '--found'], 2, /^error: required option '--why <reason>' not specified/],
    [
      ['accept', 'shop/3f2a1c9d04be', '--found', '--why', 'x'],
      2,
      /^shop\/3f2a1c9d04be does not exist: `slipway status` lists changes$/,
    ],
    [['accept', 'gamma/eu-west-3', '--why', 'x'], 1, /^the lane gamma\/eu-west-3 is not stuck in any service/],
    [['accept', 'prod/us-east-1', '--found', '--why', 'x'], 2, /^a lane keeps the releases that are known to be good in it/],
    [['accept', 'gamma/eu-west-3', '--why', 'x', '--service', 'nobody'], 2, /^service\/nobody does not exist: /],
    [['retry', 'shop/3f2a1c9d04be'], 2, /^shop\/3f2a1c9d04be does not exist: /],
    [['cancel', 'shop/3f2a1c9d04be'], 2, /^shop\/3f2a1c9d04be does not exist: /],
    [['approve', 'shop/3f2a1c9d04be', '--stage', 'first', '--why', 'x'], 2, /^shop\/3f2a1c9d04be does not exist: /],
    [['reject', ''], 2, /^error: required option '--stage <name>' not specified/],
    [['approve', '', '--stage', 'first', '--why', 'x'], 2, /^Temporal at .* refuses: WorkflowId is not set/],
    [['status', ''], 2, /^Temporal at .* refuses: WorkflowId is not set/],
    [['watch', 'service/nobody'], 2, /^change service\/nobody does not exist: /],
    [['cancel'], 2, /^error: missing required argument 'change'/],
  ])('gets a message for %j that says what is wrong', async (args, code, sentence) => {
    const printed = await here(...args);
    expect(printed.err.trimEnd()).toMatch(sentence);
    expect(printed.code).toBe(code);
    expect(aSentence(printed.err)).toBe(true);
  });

  test('sees that no worker answers, with 3', async () => {
    const world = await aWorld();
    await world.client.workflow.start('change', {
      workflowId: `${world.name}/nobody`,
      taskQueue: `${world.name}-empty`,
      args: [],
    });
    const { code, err } = await here('cancel', `${world.name}/nobody`);
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/^no worker answers for .*: none of its version runs, or none is free/),
    });
    await world.client.workflow.getHandle(`${world.name}/nobody`).terminate();
  });
});
