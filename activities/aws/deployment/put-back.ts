import type { Release } from '../../../pipeline/model/release';
import type { DeployOutcome } from '../../contract';
import { deleteChangeSet } from '../cloudformation/change-set/change-set';
import { waitForExecution } from '../cloudformation/change-set/execute';
import { changeSetName } from '../cloudformation/change-set/name';
import { type DesiredStack, desiredStack } from '../cloudformation/desired-stack';
import { unusedToken } from '../cloudformation/events';
import { isForeign } from '../cloudformation/foreign-stack';
import { leftByEarlierAttempt } from '../cloudformation/kept/left';
import { createSafeChangeSet } from '../cloudformation/safe-change-set';
import { digestTag, readStack, type StackState } from '../cloudformation/stack';
import { throwIfCancelled } from '../cloudformation/wait';
import { leftUnrestored, restoreAndRecord } from '../resolved/recording';
import { applyChangeSet } from './apply-change-set';
import { asking, type Deployment, outcome, settledStack } from './deployment';
import { removeStack } from './remove-stack';
import { refuseWrecked, startingPoint } from './unusable-stack';

/**
 * Puts a stack back to a release. The change's own change set is deleted first, so that nobody executes it later; then the stack is left
 * alone, removed, or updated.
 */
export async function putBack(deployment: Deployment, release: Release): Promise<DeployOutcome> {
  const { stack, change, target } = deployment;
  const creation = forwardName(deployment);
  await withdraw(deployment, creation);
  await waitForExecution(deployment.client, deployment); // an earlier attempt of this way back may have died in it
  const state = await settledStack(deployment);
  if (isForeign(state, change))
    return outcome(deployment, { touched: false, what: 'the stack belongs to another pipeline; left untouched' });
  if (isAsFound(release, stack, state)) return outcome(deployment, { touched: false, what: 'it is as it was found' });
  const desired = desiredStack(release, target, { change, state });
  if (desired === undefined) return await removeStack({ ...deployment, creation }, state);
  if (state.digest === desired.digest) return await alreadyBack(deployment, state);
  return await restoreAndRecord({ ...deployment, desired, state }, (restored) => updateBack(deployment, restored, state));
}

/**
 * Not that of an empty stack: it says whose the stack is, and is deleted with it. One that an attempt has executed before it died is waited
 * for.
 */
async function withdraw({ client, stack }: Deployment, changeSet: string | undefined): Promise<void> {
  if (changeSet === undefined || (await readStack(client, stack)).condition === 'empty') return;
  await deleteChangeSet(client, stack, changeSet);
  await waitForExecution(client, { stack, name: changeSet });
}

async function updateBack(deployment: Deployment, desired: DesiredStack, state: StackState): Promise<DeployOutcome> {
  throwIfCancelled();
  refuseWrecked(deployment, state);
  const named = state.condition === 'steady' ? await withUnusedName(deployment) : deployment;
  const attempt = { ...named, ...(await startingPoint(named, state)) };
  await deleteChangeSet(attempt.client, attempt.stack, attempt.name); // one that failed before must not be taken for this attempt's
  const prepared = await createSafeChangeSet({ ...attempt, desired, state });
  switch (prepared.kind) {
    case 'no changes':
      return outcome(attempt, { touched: false, what: 'the stack is unchanged', left: prepared.left });
    case 'asks':
      return asking(attempt, prepared.question);
    case 'safe':
      return await applyChangeSet(attempt, desired, prepared);
  }
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

/** A failed rollback may be tried again. */
const withUnusedName = async (deployment: Deployment): Promise<Deployment> => ({
  ...deployment,
  name: await unusedToken(deployment.client, deployment.stack, deployment.name),
});
