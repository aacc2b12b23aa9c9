import { type CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { personNeeded } from '../../attempt/failure';
import { unusedToken } from './events';
import { whyItStays } from './reasons/failed-deletion';
import type { StackState } from './stack';
import { waitUntilSettled } from './wait';

/**
 * Deletes a stack, with everything in it, and waits until it is gone. The stack that was looked at is deleted, and not another one of its
 * name. Fails, with CloudFormation's reason, if it stays; `which` says more of the stack in that sentence.
 */
export async function deleteStack(
  client: CloudFormationClient,
  {
    stack,
    state,
    token,
    which = '',
  }: { readonly stack: string; readonly state: StackState; readonly token: string; readonly which?: string },
): Promise<void> {
  const id = state.id ?? stack;
  const unused = await unusedToken(client, id, token); // CloudFormation does not delete again by the token of a deletion that failed
  await client.send(new DeleteStackCommand({ StackName: id, ClientRequestToken: unused }));
  const after = await waitUntilSettled(client, stack);
  if (after.condition !== 'absent')
    throw personNeeded(`${stack}${which} cannot be removed: ${await whyItStays(client, stack, after)}`);
}
