import { type CloudFormationClient, ExecuteChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { retryableFailure } from '../../../attempt/failure';
import { wasStarted } from '../events';
import { pauseWithHeartbeat } from '../wait';
import { deleteChangeSet, isOutdated } from './change-set';
import { findChangeSet, peekAtChangeSet } from './read';

interface Execution {
  readonly stack: string;
  /** The id of the change set, not its name: what is executed is what was checked, and not another one of the same name. */
  readonly changeSet: string;
  readonly token: string;
}

/**
 * Executes a change set and waits until the operation is visible: CloudFormation answers before it begins, and a stack that is still
 * steady would pass for one that is done. One that is being executed, or was already, is left alone. One that is obsolete, because the
 * stack was changed since, is deleted, and the next attempt prepares it again.
 */
export async function executeChangeSet(client: CloudFormationClient, execution: Execution): Promise<void> {
  const { stack, changeSet, token } = execution;
  const wasAccepted = await request(client, execution);
  while (!(await wasStarted(client, stack, token))) {
    const found = await findChangeSet(client, stack, changeSet); // none after its execution
    if (found !== undefined && isOutdated(found)) return await prepareAgain(client, execution);
    const status = found?.ExecutionStatus;
    if (status !== 'EXECUTE_IN_PROGRESS' && !(wasAccepted && status === 'AVAILABLE')) return;
    await pauseWithHeartbeat('change set');
  }
}

/**
 * Waits until the operation of a change set that somebody has executed is visible, if there is one: CloudFormation answers before it begins,
 * and a stack that is still steady would pass for one that stays as it is.
 */
export async function waitForExecution(
  client: CloudFormationClient,
  { stack, name }: { readonly stack: string; readonly name: string },
): Promise<void> {
  for (;;) {
    const found = await peekAtChangeSet(client, stack, name);
    if (found === undefined || found === 'unread' || found.ExecutionStatus !== 'EXECUTE_IN_PROGRESS') return;
    if (await wasStarted(client, stack, name)) return; // the name is also the token
    await pauseWithHeartbeat('change set');
  }
}

async function prepareAgain(client: CloudFormationClient, { stack, changeSet }: Execution): Promise<never> {
  await deleteChangeSet(client, stack, changeSet);
  throw retryableFailure(`the change set of ${stack} was obsolete, because the stack was changed since: it is prepared again`);
}

/** Whether CloudFormation accepted it: an executed change set cannot be executed again. */
async function request(client: CloudFormationClient, { stack, changeSet, token }: Execution): Promise<boolean> {
  try {
    await client.send(new ExecuteChangeSetCommand({ StackName: stack, ChangeSetName: changeSet, ClientRequestToken: token }));
    return true;
  } catch (err) {
    if (err instanceof Error && err.name === 'InvalidChangeSetStatusException') return false;
    throw err;
  }
}
