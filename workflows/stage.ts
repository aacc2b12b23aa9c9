import { CancellationScope } from '@temporalio/workflow';
import type { LevelOutcome } from '../pipeline/model/outcome';
import { type RegionPlan, targetsOf } from '../pipeline/plan/plan';
import type { LevelInput, StageInput } from './messages/inputs';
import { LevelProgress } from './progress/level-progress';
import { type RegionRow, stageDetails } from './progress/stage-details';
import { region } from './region';
import { runChild } from './saga/child';
import { saga } from './saga/saga';
import { putAllBack } from './saga/steps';
import type { UndoStack } from './saga/undo-stack';
import { reasonOf, Setback } from './setback';

/**
 * Brings one release to all Regions of a stage at once. If one fails the others stop and put themselves back; then those that had ended
 * well go back too, so that a stage is all or nothing.
 */
export async function stage({ regions, ...level }: StageInput): Promise<LevelOutcome> {
  const rows = new Map<string, RegionRow>(regions.map(({ name }) => [name, { name, standing: 'under way', why: '' }]));
  const progress = new LevelProgress({ change: level.change, stage: level.stage }, (status) =>
    stageDetails(level.stage, [...rows.values()], status),
  );
  const answered = (row: RegionRow) => {
    rows.set(row.name, row);
    progress.refresh();
  };
  progress.refresh();
  return await saga({ ...level, progress }, async (undo, fails) => {
    const scope = CancellationScope.current();
    // Each Region ends in a value, so that all have answered before anything is undone; Promise.all over failures would not wait.
    const answers = await Promise.all(
      regions.map(async (plan) => {
        try {
          const touched = await runRegion(plan, level, progress, undo);
          answered({ name: plan.name, standing: 'good', why: '' });
          return { touched };
        } catch (err) {
          const because = reasonOf(err); // rethrows a bug, which ends the waiting at once
          answered({ name: plan.name, standing: 'put back', why: because });
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

async function runRegion(plan: RegionPlan, level: LevelInput, progress: LevelProgress, undo: UndoStack): Promise<boolean> {
  const work = { level, lane: plan.lane, progress: progress.reporterAt({ region: plan.name }) };
  const step = undo.push(`put ${plan.name} back`, () => putAllBack(targetsOf(plan), work));
  return await runChild(region, { ...level, region: plan }, { name: plan.name, undo, step });
}
