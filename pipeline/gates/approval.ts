/** People who must say yes before a stage: who may, who did, and what that comes to. */
import type { Attribution } from '../model/person';

/** What a stage asks for, its time in milliseconds. */
export interface ApprovalSettings {
  readonly approvers: readonly string[];
  readonly count: number;
  readonly expiresMs: number;
}

/** A stage that waits for people. */
export interface OpenApproval {
  readonly stage: string;
  readonly settings: ApprovalSettings;
  /** Names and addresses of who wrote the change: they do not approve of their own. */
  readonly authors: readonly string[];
  /** Whether a name counts that was typed and that nothing proves. */
  readonly claimedNames: boolean;
  readonly votes: readonly Vote[];
}

export interface Vote extends Attribution {
  readonly verdict: 'approve' | 'reject';
}

/** What the votes so far come to. */
export type ApprovalState =
  | { readonly kind: 'approved' }
  | { readonly kind: 'rejected'; readonly because: string }
  | { readonly kind: 'waiting'; readonly because: string };

/** Why a vote is not counted, for the person who cast it; `undefined` if it is. */
export function voteProblem(open: OpenApproval | undefined, { stage, by }: { stage: string; by: string }): string | undefined {
  if (open?.stage !== stage)
    return `stage ${stage} does not wait for approval just now${open === undefined ? '' : `: ${open.stage} does`}`;
  const { settings, authors, votes, claimedNames } = open;
  if (!claimedNames)
    return 'a name that is typed is only claimed, and the worker counts no claimed names: it is started with SLIPWAY_CLAIMED_NAMES=allowed to do so';
  if (authors.some((author) => isSame(author, by))) return `${by} wrote the change, and nobody approves of their own`;
  if (!settings.approvers.some((approver) => isSame(approver, by))) {
    const who = settings.approvers.filter((approver) => !authors.some((author) => isSame(author, approver)));
    return `${by} is no approver of stage ${stage}: ${who.join(', ') || 'nobody who did not write it'} can`;
  }
  return votes.some((vote) => isSame(vote.by, by)) ? `${by} has spoken already` : undefined;
}

/** One no is enough; so many different people must say yes. */
export function approvalState({ settings, authors, votes }: OpenApproval): ApprovalState {
  const no = votes.find((vote) => vote.verdict === 'reject');
  if (no !== undefined) return { kind: 'rejected', because: `${no.by} rejected it: ${no.why}` };
  if (votes.length >= settings.count) return { kind: 'approved' };
  const left = settings.approvers.filter((name) => ![...authors, ...votes.map((vote) => vote.by)].some((by) => isSame(by, name)));
  const have = votes.length === 0 ? '' : ` (so far: ${votes.map((vote) => vote.by).join(', ')})`;
  return {
    kind: 'waiting',
    because: `${votes.length} of ${settings.count} approvals${have}; waits for ${left.join(', ') || 'nobody who may'}`,
  };
}

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
