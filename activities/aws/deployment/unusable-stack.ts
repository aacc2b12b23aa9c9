/** What to do about a stack that accepts no update. */
import { personNeeded } from '../../attempt/failure';
import { deleteStack } from '../cloudformation/delete-stack';
import { refuseOthersShell } from '../cloudformation/shells/shell';
import type { StackState } from '../cloudformation/stack';
import { stackResources, statefulAmong } from '../cloudformation/stack-resources';
import type { Deployment } from './deployment';

/** The type of the change set that a stack accepts, and whether that change set makes an empty stack, which goes if it is not executed. */
export interface StartingPoint {
  readonly type: 'CREATE' | 'UPDATE';
  readonly makesShell: boolean;
}

/** Fails for a stack that only a person can repair. */
export function refuseWrecked({ stack }: Pick<Deployment, 'stack'>, { condition, status }: StackState): void {
  if (condition === 'wrecked') throw personNeeded(`${stack} is ${status}, and no update can repair it: repair it by hand`);
}

/** Removes the remains of a failed creation, and returns what can be done then. Fails if somebody else prepares a stack of this name. */
export async function startingPoint(deployment: Deployment, state: StackState): Promise<StartingPoint> {
  const { client, stack, name: token } = deployment;
  if (state.condition === 'steady') return { type: 'UPDATE', makesShell: false };
  if (state.condition === 'empty') return { type: 'CREATE', makesShell: (await refuseOthersShell(deployment)).kind === 'ours' };
  if (state.condition === 'failedCreate') {
    await refuseDataLoss(deployment, state);
    await deleteStack(client, { stack, state, token, which: ', whose creation failed,' });
  }
  return { type: 'CREATE', makesShell: true };
}

/** A creation that CloudFormation rolled back has no resources; one that it did not roll back may have data. */
export async function refuseDataLoss(
  { client, stack, stateless }: Pick<Deployment, 'client' | 'stack' | 'stateless'>,
  { status }: StackState,
): Promise<void> {
  if (status === 'ROLLBACK_COMPLETE') return;
  const stateful = statefulAmong(await stackResources(client, stack), stateless).map(({ path }) => path);
  if (stateful.length > 0)
    throw personNeeded(`${stack} is ${status} and may have data in ${stateful.join(', ')}: save the data, then delete the stack`);
}
