import type { LevelOutcome } from '../pipeline/model/outcome';
import { type RegionPlan, targetsOf, type ZonePlan } from '../pipeline/plan/plan';
import { checkout } from './activities';
import type { LevelInput, RegionInput } from './messages/inputs';
import { LevelProgress } from './progress/level-progress';
import { oneLine } from './progress/one-line';
import { runChild } from './saga/child';
import { LevelQuestions } from './saga/level-questions';
import { saga } from './saga/saga';
import { bake, deployStep, putAllBack } from './saga/steps';
import type { UndoStack } from './saga/undo-stack';
import { watched } from './saga/watched';
import { Setback } from './setback';
import { zone } from './zone';

/**
 * Brings one release to one Region: what its zones share first, then zone by zone, never two at once; then the stage's tests and the
 * Region's bake. Its alarms are watched all the while. Goes back zones newest first, what they share last.
 */
export async function region({ region: plan, ...level }: RegionInput): Promise<LevelOutcome> {
  const progress = new LevelProgress({ change: level.change, stage: level.stage, region: plan.name });
  const questions = new LevelQuestions(level, progress);
  const work = { level, lane: plan.lane, progress, questions };
  return await saga({ ...level, progress }, (undo, fails) =>
    watched({ look: plan.watch, everyMs: plan.lookEveryMs, onAlarm: fails }, async () => {
      let touched = false;
      for (const step of plan.steps) touched = (await deployStep(step, work, undo)) || touched;
      for (const zonePlan of plan.zones)
        touched = (await runZone(zonePlan, { level: { ...level, allowed: questions.allowed }, plan, progress }, undo)) || touched;
      await runTests({ level, plan, progress });
      if (touched && plan.bake) await bake(plan.bake, work);
      return { touched };
    }),
  );
}

interface RegionWork {
  readonly level: LevelInput;
  readonly plan: RegionPlan;
  readonly progress: LevelProgress;
}

async function runZone(zonePlan: ZonePlan, { level, plan, progress }: RegionWork, undo: UndoStack): Promise<boolean> {
  const { name, steps } = zonePlan;
  const work = { level, lane: plan.lane, progress: progress.reporterAt({ zone: name }) };
  const targets = steps.flatMap((step) => step.targets);
  const step = undo.push(`put ${name} back`, () => putAllBack(targets, work));
  return await runChild(zone, { ...level, region: plan.name, lane: plan.lane, zone: zonePlan }, { name, undo, step });
}

async function runTests({ level, plan, progress }: RegionWork): Promise<void> {
  if (plan.tests.length === 0) return;
  const { change, merge, stage } = level;
  const tests = plan.tests.join(', ');
  progress.report(`tests run: ${tests}`);
  const outcome = await checkout.test.executeWithOptions({ summary: oneLine(tests) }, [
    { change, merge, commands: plan.tests, stage, region: plan.name, targets: targetsOf(plan) },
  ]);
  if (outcome.kind === 'failed') throw new Setback(outcome.because);
  progress.report('tests passed');
}
