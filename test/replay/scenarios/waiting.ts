/** Scenarios in which a change waits: for a lane, for its window, for people. */
import { approve, approveUpdate } from '../../../workflows/messages/commands';
import { aWorld } from '../../workflows/builders/a-world';
import { beforeCall, runUntil } from '../../workflows/builders/answers';
import { deployLine } from '../../workflows/builders/call-lines';
import type { Answers } from '../../workflows/builders/faked-activities';
import { clear, denyUntilFixed, mayReplace, policyNames, waitForObstacle } from '../../workflows/builders/questions';
import { first } from '../../workflows/builders/stages';
import { until } from '../../workflows/builders/until';
import { type FinishedScenario, fleet, runChange, signalRetry } from './run-change';

export async function waitsForLane(): Promise<FinishedScenario> {
  let mayContinue = false;
  const world = await aWorld(beforeCall(fleet, () => runUntil(() => mayContinue)));
  const pipeline = world.pipeline({ stages: [first] });
  const holder = await world.merge(pipeline, 1);
  await world.waitForCall(fleet);
  const waiter = await world.merge(pipeline, 2);
  await world.waitForRequest(waiter);
  mayContinue = true;
  await Promise.all([holder.result(), waiter.result()]);
  return { world, changes: [waiter.workflowId] };
}

/** The window is closed at first, and closed again when the lane is granted. */
export async function waitsForWindow(): Promise<FinishedScenario> {
  const answers = ['closed', 'open', 'closed', 'open', 'open'] as const;
  let asked = 0;
  const opening: Answers['opening'] = async () => {
    const kind = answers[asked++] ?? 'open';
    return kind === 'open' ? { kind } : { kind, because: 'waits for its window: opens Tue 09:00 UTC', opensAtMs: Date.now() };
  };
  const windows = { timeZone: 'UTC', open: [{ from: '09:00', to: '16:00' }] } as const;
  return await runChange({ answers: { opening }, stages: [{ ...first, windows }] });
}

/** One person approves by update, the other by signal. */
export async function peopleApprove(): Promise<FinishedScenario> {
  const approval = { approvers: ['ann', 'bob'], count: 2, expires: '10m' } as const;
  const vote = { stage: 'first', why: 'the tests cover it' };
  return await runChange({
    stages: [{ ...first, approval }],
    meanwhile: async (world, change) => {
      const workflow = world.client.workflow.getHandle(change);
      await until('the change waits for people', async () => (await world.progress(workflow)).approval === 'first');
      await workflow.executeUpdate(approveUpdate, { args: [{ ...vote, by: 'ann' }] });
      await workflow.signal(approve, { ...vote, by: 'bob' });
    },
  });
}

/**
 * People are asked about the table before the stage, and about the fleet of the first zone in the middle of it. Before that something is in
 * the way.
 */
export async function peopleAreNeeded(): Promise<FinishedScenario> {
  const cause = { isFixed: false };
  const about = { ...mayReplace('Sessions'), component: 'api' };
  const answers: Answers = {
    ...policyNames('grace'),
    examine: async () => {
      await denyUntilFixed(cause)();
      return clear({ questions: [mayReplace()], notes: ['the image cannot be restored'] });
    },
    deploy: async (input, proceed) =>
      deployLine(input) === fleet && input.allowed?.includes(about.digest) !== true
        ? { touched: false, what: 'a person must allow it', left: [], asks: about }
        : await proceed(input),
  };
  return await runChange({
    answers,
    meanwhile: async (world, change) => {
      const workflow = world.client.workflow.getHandle(change);
      await waitForObstacle(world, workflow);
      cause.isFixed = true;
      await signalRetry(world, change);
      for (const component of ['table', 'api']) {
        await until(
          `it asks about ${component}`,
          async () => (await world.progress(workflow)).questions?.[0]?.component === component,
        );
        await workflow.executeUpdate(approveUpdate, { args: [{ by: 'grace', stage: 'first', component, why: 'it is empty' }] });
      }
    },
  });
}
