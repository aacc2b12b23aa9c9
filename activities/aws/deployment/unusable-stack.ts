/** What to do about a stack that accepts no update. */
import { personNeeded } from '../../attempt/failure';
import { deleteStack } from '../cloudformation/delete-stack';
import { refuseOthersShell } from '../cloudformation/shells/shell';
import { changeTag, type StackState } from '../cloudformation/stack';
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

/** Fails if the remains of a failed creation cannot be deleted when a deployment begins, as far as that can be told before. */
export async function refuseLastingRemains(
  deployment: Pick<Deployment, 'client' | 'stack' | 'stateless'>,
  state: StackState,
): Promise<void> {
  await refuseDataLoss(deployment, state);
  if (state.isProtected)
    throw personNeeded(
      `${deployment.stack} is ${state.status}, so it must be deleted before it is created anew, and termination protection forbids that: switch the protection off`,
    );
}

/**
 * A creation that CloudFormation rolled back has no resources; one that it did not roll back may have data, or be what somebody else is just
 * looking into.
 */
export async function refuseDataLoss(
  { client, stack, stateless }: Pick<Deployment, 'client' | 'stack' | 'stateless'>,
  { status, tags }: StackState,
): Promise<void> {
  if (status === 'ROLLBACK_COMPLETE') return;
  if (tags[changeTag] === undefined)
    throw personNeeded(
      `${stack} is ${status}, and no change of Slipway created it: delete it if nobody needs it, or rename the component, the zone or the pipeline`,
    );
  const stateful = statefulAmong(await stackResources(client, stack), stateless).map(({ path }) => path);
  if (stateful.length > 0)
    throw personNeeded(`${stack} is ${status} and may have data in ${stateful.join(', ')}: save the data, then delete the stack`);
}
