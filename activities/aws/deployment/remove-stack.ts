import { failure } from '../../attempt/failure';
import type { DeployOutcome } from '../../contract';
import { deleteChangeSet } from '../cloudformation/change-set/change-set';
import { deleteStack } from '../cloudformation/delete-stack';
import { eventsOf } from '../cloudformation/events';
import { removeShell, shellOwner } from '../cloudformation/shells/shell';
import type { StackState } from '../cloudformation/stack';
import { stackResources, statefulAmong } from '../cloudformation/stack-resources';
import type { Deployment } from './deployment';
import { leftAlone, leftEmpty, leftWithData, othersEmpty } from './left-stacks';

interface Removal extends Deployment {
  /** The token of the operation with which this change would have created the stack. */
  readonly creation: string | undefined;
}

/**
 * Removes a stack that did not exist before this change. One that the change did not create is left alone; one with data that cannot be
 * recreated stays, and the outcome says so.
 */
export async function removeStack(removal: Removal, state: StackState): Promise<DeployOutcome> {
  const { client, stack, name: token } = removal;
  if (state.condition === 'absent') return { touched: false, what: 'nothing to remove: the stack does not exist', left: [] };
  if (state.condition === 'empty') return await removeEmptyStack(removal);
  if (!(await wasCreatedHere(removal))) return notOurs(removal, state);
  const stateful = await dataIn(removal, state);
  if (stateful.length > 0) return leftWithData(stack, stateful);
  await deleteStack(client, { stack, state, token });
  return removed;
}

const removed: DeployOutcome = { touched: true, what: 'removed: nothing ran there before', left: [] };

/** Only if changes of this pipeline alone prepare something in it. Somebody else's stays, without this change's own change set. */
async function removeEmptyStack(removal: Removal): Promise<DeployOutcome> {
  const { client, stack, name, creation } = removal;
  const owner = await shellOwner(removal);
  if (owner.kind === 'bare') return leftEmpty(stack);
  if (owner.kind === 'ours') {
    await removeShell(removal, name);
    return removed;
  }
  if (creation !== undefined) await deleteChangeSet(client, stack, creation);
  return othersEmpty(stack, owner.because);
}

async function wasCreatedHere({ client, stack, creation }: Removal): Promise<boolean> {
  if (creation === undefined) return false;
  return (await eventsOf(client, stack, creation)).some(
    (event) => event.ResourceStatus === 'CREATE_IN_PROGRESS' && event.LogicalResourceId === stack,
  );
}

function notOurs({ stack, change }: Removal, state: StackState): DeployOutcome {
  const left = leftAlone(stack, state, change);
  if (left !== undefined) return left;
  throw failure(
    `it is not known what ran in ${stack} before, and this change did not create it: look at the stack, repair it, then accept`,
  );
}

/** The paths of what would be lost. A creation that CloudFormation rolled back has no resources left. */
async function dataIn({ client, stack, stateless }: Removal, { status }: StackState): Promise<string[]> {
  if (status === 'ROLLBACK_COMPLETE') return [];
  return statefulAmong(await stackResources(client, stack), stateless).map(({ path }) => path);
}
