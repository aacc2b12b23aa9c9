import { CancelledFailure } from '@temporalio/activity';
import { failure, failureOfRollback } from '../../attempt/failure';
import type { DeployOutcome } from '../../contract';
import { executeChangeSet } from '../cloudformation/change-set/execute';
import type { DesiredStack } from '../cloudformation/desired-stack';
import { whyItFailed } from '../cloudformation/reasons/failed-operation';
import { discardChangeSet, type SafeChangeSet } from '../cloudformation/safe-change-set';
import { cancelRequested, cancelUpdate, throwIfCancelled, waitUntilSettled } from '../cloudformation/wait';
import { type Deployment, outcome } from './deployment';

/**
 * Executes a change set, waits, and judges by the digest that the stack then has, not by answers on the way. It waits before the execution
 * too: a busy stack must not get a second operation.
 */
export async function applyChangeSet(
  deployment: Deployment & { readonly makesShell: boolean },
  desired: DesiredStack,
  { changeSet, left }: SafeChangeSet,
): Promise<DeployOutcome> {
  const { client, stack, name: token, direction } = deployment;
  await waitUntilSettled(client, stack);
  if (cancelRequested()) await discardChangeSet(deployment);
  throwIfCancelled();
  await executeChangeSet(client, { stack, changeSet, token });
  const after = await waitUntilSettled(client, stack, (state) => cancelUpdate(client, stack, state));
  if (cancelRequested()) throw new CancelledFailure(`cancelled; ${stack} is ${after.status}`);
  if (after.digest === desired.digest) return outcome(deployment, { touched: true, what: 'done', left });
  const [where, reason] = [`${stack} is ${after.status}`, await whyItFailed(client, { stack, token, state: after })];
  throw direction === 'back' ? failureOfRollback(where, reason) : failure(`${where}: ${reason}`);
}
