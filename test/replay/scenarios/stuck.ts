/** Scenarios in which a rollback is stuck. */
import { acceptLaneUpdate, acceptUpdate, cancelUpdate } from '../../../workflows/messages/commands';
import { aWorld } from '../../workflows/builders/a-world';
import { beforeCall, failUntilFixed, failWith, runUntilCancelled, unhealthyBake } from '../../workflows/builders/answers';
import type { Answers } from '../../workflows/builders/faked-activities';
import { first } from '../../workflows/builders/stages';
import { by, type FinishedScenario, fleet, runChange, signalRetry } from './run-change';

interface StuckStep {
  /** The line of the deployment that fails. */
  readonly step: string;
  readonly bake: NonNullable<Answers['bake']>;
  /** The workflow that is stuck, as the part of its id after the change's. */
  readonly below: string;
}

/** A step of a rollback fails until a person has fixed it and retries it. */
async function stepIsRetried({ step, bake, below }: StuckStep): Promise<FinishedScenario> {
  const cause = { isFixed: false };
  return await runChange({
    answers: { ...beforeCall(step, failUntilFixed(cause)), bake },
    meanwhile: async (world, change) => {
      await world.waitForCall('notify stuck');
      cause.isFixed = true;
      await signalRetry(world, `${change}${below}`);
    },
  });
}

export const zoneIsStuck = () =>
  stepIsRetried({ step: 'back api usw2-az1', bake: unhealthyBake('zone', 'usw2-az1'), below: '/first/us-west-2/usw2-az1' });

export const regionIsStuck = () =>
  stepIsRetried({
    step: 'back api usw2-az2 one-box',
    bake: unhealthyBake('region'),
    below: '/first/us-west-2',
  });

/** A person terminates the stage, so the change does not know what it left, and waits for a person. */
export const stageIsTerminated = () =>
  runChange({
    answers: beforeCall(fleet, runUntilCancelled),
    meanwhile: async (world, change) => {
      await world.waitForCall(fleet);
      await world.client.workflow.getHandle(`${change}/first`).terminate();
      await world.waitForCall('notify stuck');
      await signalRetry(world, change);
    },
  });

/** A person puts the target back by hand and accepts the stuck step as done. */
export const stepIsAccepted = () =>
  runChange({
    answers: { ...beforeCall('back api usw2-az1', failWith('UPDATE_ROLLBACK_FAILED')), bake: unhealthyBake('zone', 'usw2-az1') },
    meanwhile: async (world, change) => {
      await world.waitForStuck({ workflowId: change });
      const command = { by, why: 'put back by hand', release: 'found' };
      await world.client.workflow.getHandle(change).executeUpdate(acceptUpdate, { args: [command] });
    },
  });

/** A terminated change leaves its lane stuck; a person accepts the lane for the next change, and cancels that. */
export async function changeVanishes(): Promise<FinishedScenario> {
  const world = await aWorld(beforeCall(fleet, runUntilCancelled));
  const pipeline = world.pipeline({ stages: [first] });
  const vanished = await world.merge(pipeline, 1);
  await world.waitForCall(fleet);
  await vanished.terminate();
  await world.level(vanished, 'first').result();
  const next = await world.merge(pipeline, 2);
  await world.waitForCall('notify stuck lane');
  await world.service.executeUpdate(acceptLaneUpdate, { args: [{ by, why: 'looked at it', lane: 'prod/us-west-2' }] });
  await world.waitForCall(fleet, 2);
  await next.executeUpdate(cancelUpdate, { args: [{ by, why: 'enough' }] });
  await next.result();
  return { world, changes: [next.workflowId] };
}
