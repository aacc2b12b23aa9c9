import { short } from '../../../pipeline/model/ids';
import type { Release } from '../../../pipeline/model/release';
import { failure } from '../../attempt/failure';
import type { DeployOutcome } from '../../contract';
import { type DesiredStack, desiredStack } from '../cloudformation/desired-stack';
import { wasStarted } from '../cloudformation/events';
import { refuseForeign } from '../cloudformation/foreign-stack';
import { whyItFailed } from '../cloudformation/reasons/failed-operation';
import { createSafeChangeSet } from '../cloudformation/safe-change-set';
import type { StackState } from '../cloudformation/stack';
import { throwIfCancelled } from '../cloudformation/wait';
import { deployAndRecord, recordRunning } from '../resolved/recording';
import { applyChangeSet } from './apply-change-set';
import { asking, type Deployment, outcome, settledStack } from './deployment';
import { refuseWrecked, startingPoint } from './unusable-stack';

/**
 * Deploys a release to a stack: waits for what is in progress there, leaves a stack alone that already runs the release, removes what a
 * failed creation left, and applies a checked change set. If only a person can allow the change set, it does nothing and asks.
 */
export async function deployForward(deployment: Deployment, release: Release): Promise<DeployOutcome> {
  const { change, stack, target } = deployment;
  const state = await settledStack(deployment);
  const desired = desiredStack(release, target, { change, state });
  if (desired === undefined)
    throw failure(`release ${short(deployment.release)} has nothing for ${stack}: it has no component ${target.component}`);
  refuseForeign(state, deployment); // checked by the survey too, but a lane that has a good release is not surveyed again
  if (state.digest === desired.digest) return await alreadyRuns(deployment, state);
  throwIfCancelled();
  refuseWrecked(deployment, state);
  await refuseSecondTry(deployment, state);
  return await deployAndRecord({ ...deployment, desired, state }, () => update(deployment, desired, state));
}

async function update(deployment: Deployment, desired: DesiredStack, state: StackState): Promise<DeployOutcome> {
  const attempt = { ...deployment, ...(await startingPoint(deployment, state)) };
  const prepared = await createSafeChangeSet({ ...attempt, desired, state });
  switch (prepared.kind) {
    case 'no changes':
      return outcome(deployment, { touched: false, what: 'the stack is unchanged' });
    case 'asks':
      return asking(deployment, prepared.question);
    case 'safe':
      return await applyChangeSet(attempt, desired, prepared);
  }
}

/** The stack counts as touched if this change altered it: the answer of an earlier attempt may have been lost. */
async function alreadyRuns(deployment: Deployment, state: StackState): Promise<DeployOutcome> {
  await recordRunning(deployment.at, deployment.release, state);
  return outcome(deployment, { touched: state.change === deployment.change, what: 'the stack already runs it' });
}

/** An update that failed is not tried a second time only because its answer was lost. */
async function refuseSecondTry({ client, stack, name: token }: Deployment, state: StackState): Promise<void> {
  if (state.condition !== 'steady' && state.condition !== 'failedCreate') return;
  if (await wasStarted(client, stack, token))
    throw failure(`${stack} is ${state.status}: ${await whyItFailed(client, { stack, token, state })}`);
}
