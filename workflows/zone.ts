import type { LevelOutcome } from '../pipeline/model/outcome';
import type { ZoneInput } from './messages/inputs';
import { LevelProgress } from './progress/level-progress';
import { LevelQuestions } from './saga/level-questions';
import { saga } from './saga/saga';
import { deployStep } from './saga/steps';

/**
 * Brings one release to one zone: one-boxes after their dependencies, then the fleet; bakes each. Puts the zone back, newest step first,
 * if a bake goes badly. Cancelling a zone means "stop and put it back"; the Region above decides what that means.
 */
export async function zone({ zone: plan, lane, ...level }: ZoneInput): Promise<LevelOutcome> {
  const progress = new LevelProgress({ change: level.change, stage: level.stage, region: level.region, zone: plan.name });
  const work = { level, lane, progress, questions: new LevelQuestions(level, progress) };
  return await saga({ ...level, progress }, async (undo) => {
    let touched = false;
    for (const step of plan.steps) {
      const unbaked: boolean = step.of === 'fleet' && touched; // the zone bakes once, for everything deployed to it before
      touched = (await deployStep(step, work, undo, unbaked)) || touched;
    }
    return { touched };
  });
}
