import type { Release } from '../../../pipeline/model/release';
import type { DeployOutcome } from '../../contract';
import { changeSetName, deleteChangeSet } from '../cloudformation/change-set';
import { type DesiredStack, desiredStack } from '../cloudformation/desired-stack';
import { wasStarted } from '../cloudformation/events';
import { isForeign } from '../cloudformation/foreign-stack';
import { createSafeChangeSet, leftByEarlierAttempt } from '../cloudformation/safe-change-set';
import { digestTag, type StackState } from '../cloudformation/stack';
import { throwIfCancelled } from '../cloudformation/wait';
import { leftUnrestored, restoreAndRecord } from '../resolved/recording';
import { applyChangeSet } from './apply-change-set';
import { type Deployment, outcome, settledStack } from './deployment';
import { removeStack } from './remove-stack';
import { refuseWrecked, removeFailedCreation } from './unusable-stack';

/**
 * Puts a stack back to a release. The change's own change set is deleted first, so that nobody executes it later; then the stack is left
 * alone, removed, or updated.
 */
export async function putBack(deployment: Deployment, release: Release): Promise<DeployOutcome> {
  const { client, stack, change, target } = deployment;
  const forward = forwardName(deployment);
  if (forward !== undefined) await deleteChangeSet(client, stack, forward);
  const state = await settledStack(deployment);
  if (isForeign(state, change))
    return outcome(deployment, { touched: false, what: 'the stack belongs to another pipeline; left untouched' });
  if (isAsFound(release, stack, state)) return outcome(deployment, { touched: false, what: 'it is as it was found' });
  const desired = desiredStack(release, target, change);
  if (desired === undefined) return await removeStack({ ...deployment, creation: forward }, state);
  if (state.digest === desired.digest) return await alreadyBack(deployment, state);
  return await restoreAndRecord({ ...deployment, desired, state }, (restored) => updateBack(deployment, restored, state));
}

async function updateBack(deployment: Deployment, desired: DesiredStack, state: StackState): Promise<DeployOutcome> {
  throwIfCancelled();
  refuseWrecked(deployment, state);
  const attempt = state.condition === 'steady' ? await withUnusedName(deployment) : deployment;
  const type = await removeFailedCreation(attempt, state);
  await deleteChangeSet(attempt.client, attempt.stack, attempt.name); // one that failed before must not be taken for this attempt's
  const changeSet = await createSafeChangeSet({ ...attempt, type, desired, state });
  if (changeSet.kind === 'no changes') return outcome(attempt, { ...changeSet, touched: false, what: 'the stack is unchanged' });
  return await applyChangeSet(attempt, desired, changeSet);
}

/** The name of the change set with which this change deployed the release that is taken away. */
const forwardName = ({ change, stack, undoes }: Deployment): string | undefined =>
  undoes && changeSetName({ change, stack, release: undoes, direction: 'forward' });

/** Whether Slipway never altered the stack: it had no digest when it was found, and has none now. */
const isAsFound = (release: Release, stack: string, state: StackState): boolean =>
  release.kind === 'found' &&
  release.stacks[stack] !== undefined &&
  release.stacks[stack].tags[digestTag] === undefined &&
  state.condition === 'steady' &&
  state.digest === undefined;

/** If this change altered the stack, the answer of an earlier attempt was lost: it is given again, with what was left. */
async function alreadyBack(deployment: Deployment, state: StackState): Promise<DeployOutcome> {
  const { client, stack, change, at } = deployment;
  const touched = state.change === change;
  const left = touched ? [...(await leftByEarlierAttempt(client, stack, change)), ...(await leftUnrestored(at, state))] : [];
  return outcome(deployment, { touched, what: 'the stack already runs it', left });
}

/** A failed rollback may be tried again. Each try has a token of its own, so that none is judged by the events of another. */
async function withUnusedName(deployment: Deployment): Promise<Deployment> {
  const { client, stack, name } = deployment;
  let unused = name;
  for (let number = 2; await wasStarted(client, stack, unused); number += 1) unused = `${name}-${number}`;
  return { ...deployment, name: unused };
}
