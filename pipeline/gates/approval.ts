/** Approvals before a stage: who may vote, who did, and what the votes decide. */
import type { Attribution } from '../model/person';

/** What a stage asks for, with its time limit in milliseconds. */
export interface ApprovalSettings {
  readonly approvers: readonly string[];
  readonly count: number;
  readonly expiresMs: number;
}

/** A stage that waits for approval. */
export interface OpenApproval {
  readonly stage: string;
  readonly settings: ApprovalSettings;
  /** Names and addresses of the authors of the change, who cannot approve it. */
  readonly authors: readonly string[];
  /** Whether votes under names that nobody has verified count. */
  readonly claimedNames: boolean;
  readonly votes: readonly Vote[];
}

export interface Vote extends Attribution {
  readonly verdict: 'approve' | 'reject';
}

/** What the votes so far decide. */
export type ApprovalState =
  | { readonly kind: 'approved' }
  | { readonly kind: 'rejected'; readonly because: string }
  | { readonly kind: 'waiting'; readonly because: string };

/** Why a vote does not count, for the person who cast it; `undefined` if it does. */
export function voteProblem(open: OpenApproval | undefined, { stage, by }: { stage: string; by: string }): string | undefined {
  if (open?.stage !== stage)
    return `stage ${stage} is not waiting for approval${open === undefined ? '' : `: stage ${open.stage} is`}`;
  const { settings, authors, votes, claimedNames } = open;
  if (!claimedNames)
    return 'the worker does not count votes under unverified names: start it with SLIPWAY_CLAIMED_NAMES=allowed to count them';
  if (authors.some((author) => isSame(author, by))) return `${by} is an author of the change: somebody else must approve it`;
  if (!settings.approvers.some((approver) => isSame(approver, by))) {
    const others = settings.approvers.filter((approver) => !authors.some((author) => isSame(author, approver)));
    const advice = others.length === 0 ? 'every approver is an author of the change' : `ask ${others.join(', ')}`;
    return `${by} is not an approver of stage ${stage}: ${advice}`;
  }
  return votes.some((vote) => isSame(vote.by, by)) ? `${by} has already voted` : undefined;
}

/** Counts the votes: one rejection is enough to reject, and `count` different people must approve. */
export function approvalState({ settings, authors, votes }: OpenApproval): ApprovalState {
  const rejection = votes.find((vote) => vote.verdict === 'reject');
  if (rejection !== undefined) return { kind: 'rejected', because: `${rejection.by} rejected it: ${rejection.why}` };
  if (votes.length >= settings.count) return { kind: 'approved' };
  const voters = votes.map((vote) => vote.by);
  const left = settings.approvers.filter((name) => ![...authors, ...voters].some((by) => isSame(by, name)));
  const soFar = voters.length === 0 ? '' : ` (so far: ${voters.join(', ')})`;
  const waitsFor = left.length === 0 ? 'nobody is left who may approve' : `waits for ${left.join(', ')}`;
  return { kind: 'waiting', because: `${votes.length} of ${settings.count} approvals${soFar}; ${waitsFor}` };
}

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
