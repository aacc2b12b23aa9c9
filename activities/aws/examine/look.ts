import { ApplicationFailure } from '@temporalio/common';
import type { Question } from '../../../pipeline/gates/question';
import { short } from '../../../pipeline/model/ids';
import { bodyAt, type Release } from '../../../pipeline/model/release';
import { failure } from '../../attempt/failure';
import { type DeployInput, failed } from '../../contract';
import { changeSetName } from '../cloudformation/change-set/name';
import { type DesiredStack, desiredStack } from '../cloudformation/desired-stack';
import { refuseForeign } from '../cloudformation/foreign-stack';
import { isMissingYet } from '../cloudformation/reasons/known-words';
import { discardChangeSet, judgeForward } from '../cloudformation/safe-change-set';
import { processedTemplateIn, type StackState } from '../cloudformation/stack';
import { throwIfCancelled, waitUntilSettled } from '../cloudformation/wait';
import { type Deployment, deploymentOf } from '../deployment/deployment';
import { refuseLastingRemains, refuseWrecked, startingPoint } from '../deployment/unusable-stack';
import type { AtStack } from '../resolved/at-stack';
import { unpinnableNotes } from '../resolved/notes';
import { alarmsIn, hidesResources, isExpanded } from './unseen';

/** What a look at one target found. */
export type Look =
  /** The stack runs the release, or nothing would change. */
  | { readonly kind: 'runs' }
  /** `hides`: whether the component makes resources that no template shows before the deployment. */
  | {
      readonly kind: 'looked';
      readonly component: string;
      readonly questions: readonly Question[];
      readonly notes: readonly string[];
      readonly alarms: readonly string[];
      readonly hides: boolean;
    }
  /** It cannot be known yet. `isMissing`: because something does not exist that an earlier target may bring. */
  | {
      readonly kind: 'later';
      readonly component: string;
      readonly stack: string;
      readonly because: string;
      readonly isMissing: boolean;
      readonly notes: readonly string[];
      readonly hides: boolean;
    }
  | { readonly kind: 'refused'; readonly because: string };

interface Deps {
  readonly at: AtStack;
  readonly release: Release;
}

/** Looks at what a deployment to a target would do, as the deployment itself does, by a change set that is never executed. */
export async function lookAt(input: DeployInput, { at, release }: Deps): Promise<Look> {
  const name = changeSetName({ ...input, stack: input.target.stack, direction: 'look' });
  const deployment = deploymentOf(input, at, name);
  throwIfCancelled();
  const state = await waitUntilSettled(at.client, deployment.stack, async () => throwIfCancelled());
  try {
    return await lookWith(deployment, { release, state });
  } catch (err) {
    if (err instanceof ApplicationFailure && err.type === failed && err.nonRetryable)
      return { kind: 'refused', because: err.message };
    throw err;
  }
}

async function lookWith(
  deployment: Deployment,
  { release, state }: { readonly release: Release; readonly state: StackState },
): Promise<Look> {
  const { stack, component, target, change } = deployment;
  const desired = desiredStack(release, target, { change, state });
  if (desired === undefined)
    throw failure(`release ${short(deployment.release)} has nothing for ${stack}: it has no component ${component}`);
  refuseForeign(state, deployment);
  if (state.digest === desired.digest) return { kind: 'runs' };
  refuseWrecked(deployment, state);
  if (state.condition === 'failedCreate') return await lookAtRemains(deployment, desired, state);
  const parameters = release.kind === 'built' ? (bodyAt(release, target)?.parameters ?? {}) : {};
  return await lookByChangeSet(deployment, { desired, state, parameters });
}

/** Its change set can be created only after the remains are deleted, which a look must not do. */
async function lookAtRemains(deployment: Deployment, desired: DesiredStack, state: StackState): Promise<Look> {
  await refuseLastingRemains(deployment, state);
  return later(deployment, desired, { because: `it is ${state.status}, and is created anew`, isMissing: false, notes: [] });
}

async function lookByChangeSet(
  deployment: Deployment,
  { desired, state, parameters }: { desired: DesiredStack; state: StackState; parameters: Readonly<Record<string, string>> },
): Promise<Look> {
  const attempt = { ...deployment, ...(await startingPoint(deployment, state)), desired, state };
  try {
    const judged = await judgeForward(attempt);
    if (judged === undefined) return { kind: 'runs' };
    const { client, component, target } = deployment;
    const template = isExpanded(desired.template) ? await processedTemplateIn(client, judged.changeSet) : desired.template;
    const alarms = isExpanded(desired.template) ? alarmsIn(template, { target, parameters }) : { names: [], areAllNamed: true };
    return {
      kind: 'looked',
      component,
      questions: judged.question === undefined ? [] : [judged.question],
      notes: await unpinnableNotes(deployment.at, state),
      alarms: alarms.names,
      hides: hidesResources(template) || !alarms.areAllNamed,
    };
  } catch (err) {
    const isMissing = err instanceof ApplicationFailure && err.type === failed && isMissingYet(err.message);
    if (!isMissing) throw err;
    return later(deployment, desired, {
      because: err.message,
      isMissing,
      notes: await unpinnableNotes(deployment.at, state),
    });
  } finally {
    await discardChangeSet(attempt);
  }
}

const later = (
  { component, stack }: Deployment,
  { template }: DesiredStack,
  why: { readonly because: string; readonly isMissing: boolean; readonly notes: readonly string[] },
): Look => ({ kind: 'later', component, stack, hides: hidesResources(template) || isExpanded(template), ...why });
