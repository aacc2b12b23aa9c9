/** What to do about a stack that accepts no update. */
import { type CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { failure } from '../../attempt/failure';
import { type StackState, templateOf } from '../cloudformation/stack';
import { parseTemplate, statefulIn } from '../cloudformation/template';
import { waitUntilSettled } from '../cloudformation/wait';
import type { Deployment } from './deployment';

/** Fails for a stack that only a person can repair. */
export function refuseWrecked({ stack }: Deployment, { condition, status }: StackState): void {
  if (condition === 'wrecked') throw failure(`${stack} is ${status}, and no update can repair it: repair it by hand`);
}

/** Removes the remains of a failed creation, and returns the type of the change set that the stack then accepts. */
export async function removeFailedCreation({ client, stack, name }: Deployment, state: StackState): Promise<'CREATE' | 'UPDATE'> {
  if (state.condition === 'steady') return 'UPDATE';
  if (state.condition === 'failedCreate') {
    await refuseDataLoss(client, stack, state);
    await client.send(new DeleteStackCommand({ StackName: stack, ClientRequestToken: name }));
    const after = await waitUntilSettled(client, stack);
    if (after.condition !== 'absent') throw failure(`${stack}, whose creation failed, cannot be removed: it is ${after.status}`);
  }
  return 'CREATE';
}

/** A creation that CloudFormation rolled back has no resources; one that it did not roll back may have data. */
async function refuseDataLoss(client: CloudFormationClient, stack: string, { status }: StackState): Promise<void> {
  if (status === 'ROLLBACK_COMPLETE') return;
  const stateful = statefulIn(parseTemplate(await templateOf(client, stack)));
  if (stateful.length > 0)
    throw failure(`${stack} is ${status} and may have data in ${stateful.join(', ')}: save the data, then delete the stack`);
}
