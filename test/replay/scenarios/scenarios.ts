/** Small scenarios that together end every workflow in every way it can end. */
import { aWorld } from '../../workflows/builders/a-world';
import { beforeCall, failWith, runUntilCancelled, unhealthyBake } from '../../workflows/builders/answers';
import { alphaStage, first, second } from '../../workflows/builders/stages';
import type { World } from '../../workflows/builders/world';
import { newVersion } from './new-version';
import { type FinishedScenario, fleet, runChange } from './run-change';
import { changeVanishes, regionIsStuck, stageIsTerminated, stepIsAccepted, zoneIsStuck } from './stuck';
import { peopleApprove, peopleAreNeeded, waitsForLane, waitsForWindow } from './waiting';

const stages = [alphaStage, first];

const allGoesWell = () => runChange({ stages });

const reviewRefuses = () => runChange({ answers: { review: async () => ({ kind: 'refused', because: 'nobody approved it' }) } });

const testsFail = () => runChange({ answers: { test: async () => ({ kind: 'failed', because: 'two tests failed' }) }, stages });

const zoneFailsInAlpha = () =>
  runChange({
    answers: beforeCall(fleet, failWith('the stack was rolled back')),
    stages,
  });

/** An alarm fires in one Region while the other deploys, so the other is cancelled. */
async function alarmFires(): Promise<FinishedScenario> {
  const world: World = await aWorld({
    ...beforeCall('forward api use1-az1', runUntilCancelled),
    bake: async (plan, proceed) => {
      if (plan.look.traffic?.dimensions.Zone === 'euw1-az2') await world.waitForCall('forward api use1-az1');
      return await unhealthyBake('zone', 'euw1-az2')(plan, proceed);
    },
  });
  const change = await world.merge(world.pipeline({ stages: [second] }));
  await change.result();
  return { world, changes: [change.workflowId] };
}

const personCancels = () =>
  runChange({
    answers: beforeCall(fleet, runUntilCancelled),
    meanwhile: async (world, change) => {
      await world.waitForCall(fleet);
      await world.client.workflow.getHandle(change).cancel();
    },
  });

/** Every scenario by its name, which becomes part of the names of its histories. */
export const scenarios: Readonly<Record<string, () => Promise<FinishedScenario>>> = {
  'all-goes-well': allGoesWell,
  'review-refuses': reviewRefuses,
  'tests-fail': testsFail,
  'zone-fails-in-alpha': zoneFailsInAlpha,
  'alarm-fires': alarmFires,
  'person-cancels': personCancels,
  'zone-is-stuck': zoneIsStuck,
  'region-is-stuck': regionIsStuck,
  'stage-is-terminated': stageIsTerminated,
  'waits-for-a-lane': waitsForLane,
  'waits-for-its-window': waitsForWindow,
  'step-is-accepted': stepIsAccepted,
  'change-vanishes': changeVanishes,
  'people-approve': peopleApprove,
  'people-are-needed': peopleAreNeeded,
  'new-version': newVersion,
};
