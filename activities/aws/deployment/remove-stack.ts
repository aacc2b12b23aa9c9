import { type CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { failure } from '../../attempt/failure';
import type { DeployOutcome } from '../../contract';
import { eventsOf } from '../cloudformation/events';
import { type StackState, templateOf } from '../cloudformation/stack';
import { parseTemplate, statefulIn } from '../cloudformation/template';
import { waitUntilSettled } from '../cloudformation/wait';

interface Removal {
  readonly client: CloudFormationClient;
  readonly stack: string;
  readonly change: string;
  /** The token of the removal. */
  readonly name: string;
  /** The token of the operation with which this change would have created the stack. */
  readonly creation: string | undefined;
}

/**
 * Removes a stack that did not exist before this change. One that the change did not create is left alone; one that has stateful resources
 * stays, and the outcome says so.
 */
export async function removeStack(removal: Removal, state: StackState): Promise<DeployOutcome> {
  const { client, stack, name } = removal;
  if (state.condition === 'absent') return { touched: false, what: 'nothing to remove: the stack does not exist', left: [] };
  if (state.condition !== 'empty' && !(await wasCreatedHere(removal))) return leftAlone(removal, state);
  const stateful = await statefulResources(client, stack, state);
  if (stateful.length > 0) return { touched: false, what: 'left in place', left: [keptStack(stack, stateful)] };
  await client.send(new DeleteStackCommand({ StackName: stack, ClientRequestToken: name }));
  const after = await waitUntilSettled(client, stack);
  if (after.condition !== 'absent') throw failure(`${stack} cannot be removed: it is ${after.status}`);
  return { touched: true, what: 'removed: nothing ran there before', left: [] };
}

async function wasCreatedHere({ client, stack, creation }: Removal): Promise<boolean> {
  if (creation === undefined) return false;
  return (await eventsOf(client, stack, creation)).some(
    (event) => event.ResourceStatus === 'CREATE_IN_PROGRESS' && event.LogicalResourceId === stack,
  );
}

function leftAlone({ stack, change }: Removal, state: StackState): DeployOutcome {
  if (state.condition === 'failedCreate')
    return { touched: false, what: 'left as it was found: its creation had failed', left: [] };
  if (state.condition === 'steady' && state.change !== change)
    return { touched: false, what: 'left as it is', left: [otherStack(stack)] };
  throw failure(
    `it is not known what ran in ${stack} before, and this change did not create it: look at the stack, repair it, then accept`,
  );
}

async function statefulResources(client: CloudFormationClient, stack: string, { condition }: StackState): Promise<string[]> {
  if (condition !== 'steady' && condition !== 'wrecked') return [];
  return statefulIn(parseTemplate(await templateOf(client, stack)));
}

const otherStack = (stack: string) => ({
  what: `${stack} stays: it did not exist at first, and this change never altered it`,
  action: 'nothing to do: the next change updates it',
});

const keptStack = (stack: string, stateful: readonly string[]) => ({
  what: `${stack} stays: the data in ${stateful.join(', ')} cannot be recreated`,
  action: 'if nobody needs it, delete the stack by hand',
});
