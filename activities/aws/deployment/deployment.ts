import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { short } from '../../../pipeline/model/ids';
import type { Left } from '../../../pipeline/model/outcome';
import type { DeployInput, DeployOutcome } from '../../contract';
import { wasStarted } from '../cloudformation/events';
import type { StackState } from '../cloudformation/stack';
import { cancelUpdate, waitUntilSettled } from '../cloudformation/wait';
import type { AtStack } from '../resolved/at-stack';

/** One attempt to deploy a release to a stack, or to put the stack back to it. */
export interface Deployment extends DeployInput {
  readonly client: CloudFormationClient;
  readonly stack: string;
  /** The name of the change set, and the token of the operation. */
  readonly name: string;
  /** What the stack resolves elsewhere. */
  readonly at: AtStack;
}

/** Waits until no operation is in progress. If this activity is cancelled, it cancels an update that an earlier attempt of it started. */
export const settledStack = async ({ client, stack, name }: Deployment): Promise<StackState> =>
  await waitUntilSettled(client, stack, async (state) => {
    if (await wasStarted(client, stack, name)) await cancelUpdate(client, stack, state);
  });

/** What a deployment did, in one sentence. */
export function outcome(
  { direction, release }: Deployment,
  { touched, what, left = [] }: { readonly touched: boolean; readonly what: string; readonly left?: readonly Left[] },
): DeployOutcome {
  const verb = direction === 'forward' ? 'deploy' : 'rollback to';
  return { touched, what: `${verb} ${short(release)}: ${what}`, left };
}
