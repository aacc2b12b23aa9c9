import type { StackEvent } from '@aws-sdk/client-cloudformation';

/** One act on a stack, as its events tell: told twice, it must be done once. */
export interface Mutation {
  /** The token that the act bears, fixed by change, stack, release and direction. */
  readonly token: string;
  readonly way: 'forward' | 'back' | 'other';
  /** How often it was begun. */
  begun: number;
  /** How it ended at last: its result stands, CloudFormation took it back itself, or nothing says that it ever ended. */
  ended: 'kept' | 'taken back' | 'never';
}

/** The acts on a stack, in the order of their beginnings. `events` are listed as CloudFormation does, newest first. */
export function mutationsOf(stack: string, events: readonly StackEvent[]): Mutation[] {
  const found = new Map<string, Mutation>();
  let open: Mutation | undefined;
  for (const { LogicalResourceId, ResourceStatus: status = '', ClientRequestToken: token = '' } of [...events].reverse()) {
    if (LogicalResourceId !== stack) continue;
    if (beginnings.has(status)) {
      open = found.get(token) ?? { token, way: wayOf(token), begun: 0, ended: 'never' };
      found.set(token, open);
      open.begun += 1;
      open.ended = 'never';
    } else if (open !== undefined && isEnd(status)) {
      open.ended = kept.has(status) ? 'kept' : 'taken back';
      open = undefined;
    }
  }
  return [...found.values()];
}

const beginnings: ReadonlySet<string> = new Set(['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'DELETE_IN_PROGRESS']);
const kept: ReadonlySet<string> = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
const isEnd = (status: string): boolean => /_(COMPLETE|FAILED)$/.test(status);

/** Of a token of Slipway's; anything else was somebody else's. */
export const wayOf = (token: string): Mutation['way'] =>
  token.startsWith('slipway-forward-') ? 'forward' : token.startsWith('slipway-back-') ? 'back' : 'other';
