/** What a level does at its targets, in workflow words. */
import { setCurrentDetails } from '@temporalio/workflow';
import type { Left } from '../../pipeline/model/outcome';
import type { Target } from '../../pipeline/model/target';
import type { BakePlan } from '../../pipeline/plan/bake-plan';
import type { Step } from '../../pipeline/plan/plan';
import { deployment, every, persistently, polling, quick } from '../activities';
import type { LevelInput } from '../messages/messages';
import { display, type Where } from '../progress/log';
import { oneLine } from '../progress/one-line';
import { Setback } from '../setback';
import type { UndoStack } from './undo-stack';

/** A level, the place it stands for, and the lane it works in. */
export type Actor = LevelInput & Where & { readonly lane: string };

/**
 * Deploys the targets of a step one after the other, then lets them bake; answers whether anything was touched. Where nothing was, there
 * is nothing to bake, unless `unbaked` says that a step before it left something to this one's bake.
 */
export async function take(step: Step, actor: Actor, undo: UndoStack, unbaked = false): Promise<boolean> {
  let touched = unbaked;
  for (const target of step.targets) {
    undo.push(`put ${target.stack} back`, () => putBack(target, actor));
    touched = (await deploy(target, actor)) || touched;
  }
  if (touched && step.bake) await bake(step.bake, actor);
  return touched;
}

/** Waits a bake out. Inconclusive is not healthy: as nobody can be asked yet, it goes back too. */
export async function bake(plan: BakePlan, actor: Actor): Promise<void> {
  display(actor, `${bakeNames[plan.of]} bakes`);
  const { kind, because } = await polling.bake.executeWithOptions(
    { summary: `${bakeNames[plan.of]} bakes`, ...every(plan.everyMs) },
    [plan],
  );
  display(actor, `${bakeNames[plan.of]} is ${kind}: ${because}`);
  if (kind !== 'healthy') throw new Setback(kind === 'unhealthy' ? because : `the bake was inconclusive: ${because}`);
}

/** Puts targets back, newest first. */
export async function putAllBack(targets: readonly Target[], actor: Actor): Promise<Left[]> {
  const left: Left[] = [];
  for (const target of [...targets].reverse()) left.push(...(await putBack(target, actor)));
  return left;
}

async function deploy(target: Target, actor: Actor): Promise<boolean> {
  const { change, release } = actor;
  const summary = oneLine(`deploy ${partOf(target)}${target.atOnce === undefined ? '' : `, at once: ${target.atOnce}`}`);
  if (target.atOnce === undefined) setCurrentDetails(`${partOf(target)} is being deployed`);
  else display(actor, `${partOf(target)} is being deployed at once: ${target.atOnce}`);
  const { touched, what } = await deployment.deploy.executeWithOptions({ summary }, [
    { change, release, target, direction: 'forward' },
  ]);
  display(actor, `${partOf(target)}: ${what}`);
  return touched;
}

/** Asks what is good when it runs, not before: a release that was good at the start may be marked by now. */
async function putBack(target: Target, actor: Actor): Promise<readonly Left[]> {
  const { change, service, pipeline, lane } = actor;
  const release = await quick.goodRelease.executeWithOptions({ summary: `what is good in ${lane}?`, ...persistently }, [
    { service, pipeline, lane },
  ]);
  if (release === null) throw new Setback(`nothing is known to be good in ${lane}`);
  const { what, left } = await deployment.deploy.executeWithOptions(
    { summary: oneLine(`put back ${partOf(target)}`), ...persistently },
    [{ change, release, target, direction: 'back', undoes: actor.release }],
  );
  display(actor, `${partOf(target)}: ${what}`);
  return left;
}

const bakeNames = { regional: 'the Region’s own part', oneBox: 'the one-box', zone: 'the zone', region: 'the Region' } as const;

/** `api in usw2-az1, one-box`: a target as people read it. */
const partOf = ({ component, zone, region, share }: Target): string =>
  `${component} in ${zone ?? region}${share === undefined ? '' : `, ${share}`}`;
