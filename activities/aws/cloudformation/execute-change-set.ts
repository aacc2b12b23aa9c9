import { type CloudFormationClient, DescribeChangeSetCommand, ExecuteChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { beat } from '../../attempt/heartbeats';
import { wasStarted } from './events';
import { pause } from './wait';

interface Execution {
  readonly stack: string;
  /** The id of the change set, not its name: what is executed is what was checked, and not another one of the same name. */
  readonly changeSet: string;
  readonly token: string;
}

/**
 * Executes a change set and waits until the operation is visible: CloudFormation answers before it begins, and a stack that is still
 * steady would pass for one that is done. One that is being executed, or was already, is left alone.
 */
export async function executeChangeSet(client: CloudFormationClient, execution: Execution): Promise<void> {
  const { stack, changeSet, token } = execution;
  const wasAccepted = await request(client, execution);
  while (!(await wasStarted(client, stack, token))) {
    const status = await executionStatus(client, stack, changeSet);
    if (status !== 'EXECUTE_IN_PROGRESS' && !(wasAccepted && status === 'AVAILABLE')) return;
    beat('change set');
    await pause(500);
  }
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

/** `undefined` if the change set no longer exists, which is so after its execution. */
async function executionStatus(client: CloudFormationClient, stack: string, changeSet: string): Promise<string | undefined> {
  try {
    return (await client.send(new DescribeChangeSetCommand({ StackName: stack, ChangeSetName: changeSet }))).ExecutionStatus;
  } catch (err) {
    if (err instanceof Error && err.name === 'ChangeSetNotFoundException') return undefined;
    throw err;
  }
}
