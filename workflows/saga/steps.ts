/** What a level does at its targets. */
import type { DeployInput } from '../../activities/contract';
import { describeQuestion } from '../../pipeline/gates/question';
import type { Left } from '../../pipeline/model/outcome';
import { describeTarget, type Target } from '../../pipeline/model/target';
import type { BakePlan } from '../../pipeline/plan/bake-plan';
import type { Step } from '../../pipeline/plan/plan';
import { deployment, every, persistently, polling, quick } from '../activities';
import type { LevelInput } from '../messages/inputs';
import type { Reporter } from '../progress/level-progress';
import { oneLine } from '../progress/one-line';
import { Setback } from '../setback';
import type { LevelQuestions } from './level-questions';
import type { UndoStack } from './undo-stack';

/** The work that steps belong to: the level's input, the lane that it holds, and where it reports. */
export interface Work {
  readonly level: LevelInput;
  readonly lane: string;
  readonly progress: Reporter;
}

/** Work on the way forward, which may have to ask people. */
export interface ForwardWork extends Work {
  readonly questions: LevelQuestions;
}

/**
 * Deploys the targets of a step one after the other, then lets them bake. Answers whether anything was touched. A step that touched
 * nothing does not bake, unless `unbaked` says that the step before left its bake to this one.
 */
export async function deployStep(step: Step, work: ForwardWork, undo: UndoStack, unbaked = false): Promise<boolean> {
  let touched = unbaked;
  for (const target of step.targets) {
    undo.push(`put ${target.stack} back`, () => putBack(target, work));
    touched = (await deploy(target, work)) || touched;
  }
  if (touched && step.bake) await bake(step.bake, work);
  return touched;
}

/** Waits for the end of a bake. An inconclusive bake causes a rollback, like an unhealthy one. */
export async function bake(plan: BakePlan, { progress }: Work): Promise<void> {
  const subject = bakeSubjects[plan.of];
  progress.report(`${subject} ${plan.of === 'regional' ? 'bake' : 'bakes'}`, new Date(Date.now() + plan.criteria.forMs));
  const { kind, because } = await polling.bake.executeWithOptions({ summary: `bake of ${subject}`, ...every(plan.everyMs) }, [
    plan,
  ]);
  progress.report(`bake of ${subject}: ${kind}: ${because}`);
  if (kind !== 'healthy') throw new Setback(kind === 'unhealthy' ? because : `the bake was inconclusive: ${because}`);
}

/** Puts targets back, newest first. */
export async function putAllBack(targets: readonly Target[], work: Work): Promise<Left[]> {
  const left: Left[] = [];
  for (const target of [...targets].reverse()) left.push(...(await putBack(target, work)));
  return left;
}

async function deploy(target: Target, work: ForwardWork): Promise<boolean> {
  const { progress, questions } = work;
  const subject = describeTarget(target);
  const summary = oneLine(`deploy ${subject}${target.atOnce === undefined ? '' : `, at once: ${target.atOnce}`}`);
  if (target.atOnce === undefined) progress.display(`${subject} is being deployed`);
  else progress.report(`${subject} is being deployed at once: ${target.atOnce}`);
  for (;;) {
    const { touched, what, asks } = await deployment.deploy.executeWithOptions({ summary }, [forward(target, work)]);
    if (asks === undefined) {
      progress.report(`${subject}: ${what}`);
      return touched;
    }
    await questions.wait(asks);
  }
}

const forward = (target: Target, { level: { change, release }, questions: { allowed } }: ForwardWork): DeployInput => ({
  change,
  release,
  target,
  direction: 'forward',
  ...(allowed.length > 0 && { allowed }),
});

/** Asks which release is good when the undo runs, not before: another release may be good by then. */
async function putBack(target: Target, { level, lane, progress }: Work): Promise<readonly Left[]> {
  const { change, service, pipeline, release: undoes } = level;
  const release = await quick.goodRelease.executeWithOptions({ summary: `what is good in ${lane}?`, ...persistently }, [
    { service, pipeline, lane },
  ]);
  if (release === null) throw new Setback(`no release is known to be good in ${lane}`);
  const { what, left, asks } = await deployment.deploy.executeWithOptions(
    { summary: oneLine(`put back ${describeTarget(target)}`), ...persistently },
    [{ change, release, target, direction: 'back', undoes }],
  );
  if (asks !== undefined) throw new Setback(`a rollback asks nobody: ${describeQuestion(asks)}`); // so that it is stuck, and a person looks
  progress.report(`${describeTarget(target)}: ${what}`);
  return left;
}

const bakeSubjects = {
  regional: 'the regional components',
  oneBox: 'the one-box',
  zone: 'the zone',
  region: 'the Region',
} as const;
