/** Scenarios in which a rollback is stuck. */
import { acceptLaneUpdate, acceptUpdate, cancelUpdate } from '../../../workflows/messages/commands';
import { type Answers, underWay } from '../../workflows/builders/fakes';
import { aWorld } from '../../workflows/builders/harness';
import { first } from '../../workflows/builders/stages';
import { until } from '../../workflows/builders/until';
import {
  by,
  deployExcept,
  type FinishedScenario,
  failRollback,
  fleet,
  runChange,
  signalRetry,
  unhealthyZone,
} from './run-change';

interface StuckStep {
  /** The deployment that fails, as the fake activities print it. */
  readonly step: string;
  readonly bake: NonNullable<Answers['bake']>;
  /** The workflow that is stuck, as the part of its id after the change's. */
  readonly below: string;
}

/** A step of a rollback fails until a person has fixed it and retries it. */
async function stepIsRetried({ step, bake, below }: StuckStep): Promise<FinishedScenario> {
  let isFixed = false;
  const answers = deployExcept(step, async () => {
    if (!isFixed) await failRollback();
  });
  return await runChange({
    answers: { ...answers, bake },
    meanwhile: async (world, change) => {
      await world.begun('notify stuck');
      isFixed = true;
      await signalRetry(world, `${change}${below}`);
    },
  });
}

export const zoneIsStuck = () =>
  stepIsRetried({ step: 'back api usw2-az1', bake: unhealthyZone('usw2-az1'), below: '/first/us-west-2/usw2-az1' });

export const regionIsStuck = () =>
  stepIsRetried({
    step: 'back api usw2-az2 one-box',
    bake: async (plan, usual) => (plan.of === 'region' ? { kind: 'unhealthy', because: 'errors' } : await usual(plan)),
    below: '/first/us-west-2',
  });

/** A person terminates the stage, so the change does not know what it left, and waits for a person. */
export const stageIsTerminated = () =>
  runChange({
    answers: deployExcept(fleet, underWay),
    meanwhile: async (world, change) => {
      await world.begun(fleet);
      await world.client.workflow.getHandle(`${change}/first`).terminate();
      await world.begun('notify stuck');
      await signalRetry(world, change);
    },
  });

/** A person puts the target back by hand and accepts the stuck step as done. */
export const stepIsAccepted = () =>
  runChange({
    answers: { ...deployExcept('back api usw2-az1', failRollback), bake: unhealthyZone('usw2-az1') },
    meanwhile: async (world, change) => {
      await until('the change is stuck', async () => ((await world.progress({ workflowId: change })).stuck ?? []).length === 1);
      const command = { by, why: 'put back by hand', release: 'found' };
      await world.client.workflow.getHandle(change).executeUpdate(acceptUpdate, { args: [command] });
    },
  });

/** A terminated change leaves its lane stuck; a person accepts the lane for the next change, and cancels that. */
export async function changeVanishes(): Promise<FinishedScenario> {
  const world = await aWorld(deployExcept(fleet, underWay));
  const pipeline = world.pipeline({ stages: [first] });
  const vanished = await world.merge(pipeline, 1);
  await world.begun(fleet);
  await vanished.terminate();
  await world.client.workflow.getHandle(`${vanished.workflowId}/first`).result();
  const next = await world.merge(pipeline, 2);
  await world.begun('notify stuck lane');
  await world.service.executeUpdate(acceptLaneUpdate, { args: [{ by, why: 'looked at it', lane: 'prod/us-west-2' }] });
  await world.begun(fleet, 2);
  await next.executeUpdate(cancelUpdate, { args: [{ by, why: 'enough' }] });
  await next.result();
  return { world, changes: [next.workflowId] };
}
