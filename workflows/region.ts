import type { LevelOutcome } from '../pipeline/model/outcome';
import { targetsOf, type ZonePlan } from '../pipeline/plan/plan';
import { checkout } from './activities';
import type { RegionInput } from './messages/messages';
import { display } from './progress/log';
import { oneLine } from './progress/one-line';
import { child } from './saga/child';
import { saga } from './saga/saga';
import { type Actor, bake, putAllBack, take } from './saga/steps';
import type { UndoStack } from './saga/undo-stack';
import { watched } from './saga/watched';
import { Setback } from './setback';
import { zone } from './zone';

/**
 * Brings one release to one Region: what the zones share first, then zone by zone, never two at once; then the stage's tests and the
 * Region's bake. Its alarms are watched all the while. Goes back zones newest first, what they share last.
 */
export async function region(input: RegionInput): Promise<LevelOutcome> {
  const { region: plan, ...level } = input;
  const actor = { ...level, region: plan.name, lane: plan.lane };
  return await saga(actor, (undo, fails) =>
    watched({ look: plan.watch, everyMs: plan.lookEveryMs, alarmed: fails }, async () => {
      let touched = false;
      for (const step of plan.steps) touched = (await take(step, actor, undo)) || touched;
      for (const zonePlan of plan.zones) touched = (await takeZone(zonePlan, actor, undo)) || touched;
      await test(input, actor);
      if (touched && plan.bake) await bake(plan.bake, actor);
      return { touched };
    }),
  );
}

async function takeZone(plan: ZonePlan, actor: Actor & { region: string }, undo: UndoStack): Promise<boolean> {
  const targets = plan.steps.flatMap((step) => step.targets);
  const step = undo.push(`put ${plan.name} back`, () => putAllBack(targets, { ...actor, zone: plan.name }));
  return await child(zone, { ...actor, zone: plan }, { name: plan.name, undo, step });
}

async function test({ region: plan, change, merge, stage }: RegionInput, actor: Actor): Promise<void> {
  if (plan.tests.length === 0) return;
  const tests = plan.tests.join(', ');
  display(actor, `tests run: ${tests}`);
  const outcome = await checkout.test.executeWithOptions({ summary: oneLine(tests) }, [
    { change, merge, commands: plan.tests, stage, region: plan.name, targets: targetsOf(plan) },
  ]);
  if (outcome.kind === 'failed') throw new Setback(outcome.because);
  display(actor, 'tests passed');
}
