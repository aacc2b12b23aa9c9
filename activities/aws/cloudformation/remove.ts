import { type CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { failure } from '../../attempt/failed';
import type { DeployOutcome } from '../../contract';
import { eventsOf, type SeenStack, templateOf } from './stack';
import { parseTemplate, statefulIn } from './template';
import { settled } from './wait';

interface Removal {
  readonly client: CloudFormationClient;
  readonly stack: string;
  readonly change: string;
  /** The token of the removal. */
  readonly name: string;
  /** The token of the operation with which this change would have made the stack. */
  readonly created: string | undefined;
}

/**
 * Removes a stack that ran nothing before this change. One that the change did not make is left alone, and one that holds what cannot be
 * made again is left in place and said so.
 */
export async function removeStack({ client, stack, created, change, name }: Removal, seen: SeenStack): Promise<DeployOutcome> {
  if (seen.condition === 'absent') return { touched: false, what: 'removed: is not there', left: [] };
  if (seen.condition !== 'empty' && !(await isOurs(client, stack, created))) {
    if (seen.condition === 'failedCreate') return { touched: false, what: 'left as it was found: it never worked', left: [] };
    if (seen.condition === 'steady' && seen.change !== change)
      return { touched: false, what: 'left as it is', left: [another(stack)] };
    throw failure(`nothing is known of what ran in ${stack} before, and this change did not create it`);
  }
  const mayHold = seen.condition === 'steady' || seen.condition === 'wrecked';
  const kept = mayHold ? statefulIn(parseTemplate(await templateOf(client, stack))) : [];
  if (kept.length > 0) return { touched: false, what: 'left in place', left: [leftBehind(stack, kept)] };
  await client.send(new DeleteStackCommand({ StackName: stack, ClientRequestToken: name }));
  const after = await settled(client, stack);
  if (after.condition !== 'absent') throw failure(`${stack} cannot be removed: it is ${after.status}`);
  return { touched: true, what: 'removed: nothing ran there before', left: [] };
}

async function isOurs(client: CloudFormationClient, stack: string, created: string | undefined): Promise<boolean> {
  if (created === undefined) return false;
  return (await eventsOf(client, stack, created)).some(
    (event) => event.ResourceStatus === 'CREATE_IN_PROGRESS' && event.LogicalResourceId === stack,
  );
}

const another = (stack: string) => ({
  what: `${stack} stays: nothing ran there at first, and this change never touched it`,
  action: 'the next change takes its place',
});

const leftBehind = (stack: string, kept: readonly string[]) => ({
  what: `${stack} stays: ${kept.join(', ')} cannot be made again`,
  action: 'if nobody needs it, delete the stack by hand',
});
