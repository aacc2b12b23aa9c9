import { CancellationScope } from '@temporalio/workflow';
import type { LevelOutcome } from '../pipeline/model/outcome';
import { type RegionPlan, targetsOf } from '../pipeline/plan/plan';
import type { LevelInput, StageInput } from './messages/messages';
import { StageDetails } from './progress/stage-details';
import { region } from './region';
import { child } from './saga/child';
import { saga } from './saga/saga';
import { putAllBack } from './saga/steps';
import type { UndoStack } from './saga/undo-stack';
import { reasonOf, Setback } from './setback';

/**
 * Brings one release to all Regions of a stage at once. If one fails the others stop and put themselves back; then those that had ended
 * well go back too, so that a stage is all or nothing.
 */
export async function stage({ regions, ...level }: StageInput): Promise<LevelOutcome> {
  const details = new StageDetails(
    level.stage,
    regions.map(({ name }) => name),
  );
  return await saga(level, async (undo, fails) => {
    const scope = CancellationScope.current();
    // No Promise.all over what may fail: it would undo while siblings still run. Each ends in a value, so all have answered here.
    const answers = await Promise.all(
      regions.map(async (plan) => {
        try {
          const touched = await takeRegion(plan, level, undo);
          details.region(plan.name, 'good');
          return { touched };
        } catch (err) {
          const because = reasonOf(err); // rethrows a bug, which ends the waiting at once
          details.region(plan.name, 'put back', because);
          scope.cancel();
          await fails(because);
          return { touched: true, because };
        }
      }),
    );
    const failed = answers.find((answer) => answer.because !== undefined);
    if (failed?.because !== undefined) throw new Setback(failed.because);
    return { touched: answers.some((answer) => answer.touched) };
  });
}

async function takeRegion(plan: RegionPlan, level: LevelInput, undo: UndoStack): Promise<boolean> {
  const actor = { ...level, region: plan.name, lane: plan.lane };
  const step = undo.push(`put ${plan.name} back`, () => putAllBack(targetsOf(plan), actor));
  return await child(region, { ...level, region: plan }, { name: plan.name, undo, step });
}
