import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Question } from '../../../pipeline/gates/question';
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
  readonly component: string;
  /** The types that the component declares to hold no data. */
  readonly stateless: readonly string[];
  /** The name of the change set, and the token of the operation. */
  readonly name: string;
  /** What the stack resolves elsewhere. */
  readonly at: AtStack;
}

/** A deployment by its input, at a stack with the clients of its account and Region. */
export const deploymentOf = (input: DeployInput, at: AtStack, name: string): Deployment => ({
  ...input,
  at,
  client: at.client,
  stack: input.target.stack,
  component: input.target.component,
  stateless: input.target.stateless ?? [],
  name,
});

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

/** That nothing was done, because a person must allow this first. */
export const asking = (deployment: Deployment, question: Question): DeployOutcome => ({
  ...outcome(deployment, { touched: false, what: 'not done: a person must allow it first' }),
  asks: question,
});
