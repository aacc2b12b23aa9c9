import type { StackEvent } from '@aws-sdk/client-cloudformation';

/** One mutation of a stack, read from its events. Mutations must be idempotent: each starts once, however often it is requested. */
export interface Mutation {
  /** The client request token; Slipway derives it from change, stack, release and direction. */
  readonly token: string;
  readonly direction: 'forward' | 'back' | 'other';
  /** How often it started. */
  starts: number;
  /** How it ended last: its result stays, CloudFormation rolled it back by itself, or no event shows an end. */
  ended: 'succeeded' | 'rolled back' | 'never';
}

/** The mutations of a stack, in the order of their starts. `events` are newest first, as CloudFormation lists them. */
export function mutationsOf(stack: string, events: readonly StackEvent[]): Mutation[] {
  const mutations = new Map<string, Mutation>();
  let open: Mutation | undefined;
  for (const { LogicalResourceId, ResourceStatus: status = '', ClientRequestToken: token = '' } of [...events].reverse()) {
    if (LogicalResourceId !== stack) continue;
    if (startStatuses.has(status)) {
      open = mutations.get(token) ?? { token, direction: directionOf(token), starts: 0, ended: 'never' };
      mutations.set(token, open);
      open.starts += 1;
      open.ended = 'never';
    } else if (open !== undefined && isEnd(status)) {
      open.ended = successStatuses.has(status) ? 'succeeded' : 'rolled back';
      open = undefined;
    }
  }
  return [...mutations.values()];
}

const startStatuses: ReadonlySet<string> = new Set(['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'DELETE_IN_PROGRESS']);
const successStatuses: ReadonlySet<string> = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
const isEnd = (status: string): boolean => /_(COMPLETE|FAILED)$/.test(status);

/** `other` for a token that is not Slipway's. */
const directionOf = (token: string): Mutation['direction'] =>
  token.startsWith('slipway-forward-') ? 'forward' : token.startsWith('slipway-back-') ? 'back' : 'other';
