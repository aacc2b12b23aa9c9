/** Approvals before a stage and answers to questions: who may vote, who did, and what the votes decide. */
import type { Attribution } from '../model/person';
import { type Question, rowsIdOf } from './question';

/** What a stage asks for, with its time limit in milliseconds. */
export interface ApprovalSettings {
  readonly approvers: readonly string[];
  readonly count: number;
  readonly expiresMs: number;
}

/** A stage that waits for approval, or a question about one of its components that waits for an answer. */
export interface OpenApproval {
  readonly stage: string;
  /** Absent where the stage itself asks for approval. */
  readonly question?: Question;
  /** Whether a vote must name the rows, because people were asked about other rows of the component before: a late vote may mean those. */
  readonly isFurther?: boolean;
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

/** What is voted on: a component of a stage, or the stage itself. */
interface Subject {
  readonly stage: string;
  readonly component?: string;
  /** Names the rows that are meant; see `rowsIdOf`. */
  readonly rows?: string;
}

/** Who votes on what. */
export interface Ballot extends Subject {
  readonly by: string;
}

/** What the votes so far decide. */
export type ApprovalState =
  | { readonly kind: 'approved' }
  | { readonly kind: 'rejected'; readonly because: string }
  | { readonly kind: 'waiting'; readonly because: string };

/** `stage first`, or `component table of stage first`. */
export const subjectOf = ({ stage, component, question }: Subject & Pick<OpenApproval, 'question'>): string => {
  const name = component ?? question?.component;
  return name === undefined ? `stage ${stage}` : `component ${name} of stage ${stage}`;
};

/** Those for which a vote counts: a vote on a component answers all that is asked about it. */
export const votedOn = (open: readonly OpenApproval[], ballot: Ballot): OpenApproval[] =>
  open.filter((approval) => isMeant(approval, ballot) && voterProblem(approval, ballot.by) === undefined);

/** Why a vote does not count, in a sentence; `undefined` if it counts. */
export function voteProblem(open: readonly OpenApproval[], ballot: Ballot): string | undefined {
  const meant = open.filter((approval) => isMeant(approval, ballot));
  if (meant.length === 0) return whatWaitsInstead(open, ballot);
  const problems = meant.map((approval) => voterProblem(approval, ballot.by));
  return problems.includes(undefined) ? undefined : problems[0];
}

/** Counts the votes: one rejection is enough to reject, and `count` different people must approve. */
export function approvalState({ settings, authors, votes }: OpenApproval): ApprovalState {
  const rejection = votes.find((vote) => vote.verdict === 'reject');
  if (rejection !== undefined) return { kind: 'rejected', because: `${rejection.by} rejected it: ${rejection.why}` };
  if (votes.length >= settings.count) return { kind: 'approved' };
  const voters = votes.map((vote) => vote.by);
  const left = withoutPeople(settings.approvers, [...authors, ...voters]);
  const soFar = voters.length === 0 ? '' : ` (so far: ${voters.join(', ')})`;
  const waitsFor = left.length === 0 ? 'nobody is left who may approve' : `waits for ${left.join(', ')}`;
  return { kind: 'waiting', because: `${votes.length} of ${settings.count} approvals${soFar}; ${waitsFor}` };
}

/** How an approval stands, in a sentence: while it is open, once it has expired, or when nothing depends on it any more. */
export function describeState(approval: OpenApproval, is: 'open' | 'expired' | 'over'): string {
  const state = approvalState(approval);
  const { question } = approval;
  if (state.kind === 'approved') return 'approved';
  if (is === 'open')
    return question === undefined ? state.because : `asks about component ${question.component}: ${state.because}`;
  if (state.kind === 'rejected') return `${subjectOf(approval)}: ${state.because}`;
  if (is === 'over') return `${subjectOf(approval)} needs no answer any more: the stage goes back`;
  return `the ${question === undefined ? 'approval of' : 'question about'} ${subjectOf(approval)} expired: ${state.because}`;
}

/** The names that are not among others, each once; names are compared without case. */
export const withoutPeople = (names: readonly string[], others: readonly string[]): string[] =>
  names.filter(
    (name, index) =>
      !others.some((other) => isSame(other, name)) && names.findIndex((earlier) => isSame(earlier, name)) === index,
  );

const isMeant = (approval: OpenApproval, ballot: Ballot): boolean => isSubject(approval, ballot) && areRows(approval, ballot);

const isSubject = ({ stage, question }: OpenApproval, ballot: Ballot): boolean =>
  stage === ballot.stage && question?.component === ballot.component;

const areRows = ({ question, isFurther = false }: OpenApproval, { rows }: Ballot): boolean =>
  rows === undefined || question === undefined ? !isFurther : rows === rowsIdOf(question);

function whatWaitsInstead(open: readonly OpenApproval[], ballot: Ballot): string {
  const { stage, component } = ballot;
  const asksNow = open.filter((other) => isSubject(other, ballot)).flatMap(({ question }) => question ?? []);
  if (asksNow.length > 0)
    return `${subjectOf(ballot)} has other rows than you were asked about first: read those that \`slipway status\` shows, and name them, with --rows ${rowsIdOf(asksNow[0] ?? { digest: '' })} or "rows"`;
  const here = [...new Set(open.filter((other) => other.stage === stage).map((other) => other.question?.component))];
  const asked = here.filter((name) => name !== undefined);
  if (component === undefined && asked.length > 0)
    return `stage ${stage} asks about component ${asked.join(' and ')}: name it, with --component ${asked[0]} or "component"`;
  if (component !== undefined && here.includes(undefined))
    return `stage ${stage} waits for approval as a whole, and asks about no component: vote without one`;
  const nothing = `${subjectOf(ballot)} is not waiting for ${component === undefined ? 'approval' : 'an answer'}`;
  const others = [...new Set(open.map(subjectOf))];
  return others.length === 0 ? nothing : `${nothing}: ${others.join(' and ')} ${others.length === 1 ? 'is' : 'are'}`;
}

function voterProblem({ stage, question, settings, authors, votes, claimedNames }: OpenApproval, by: string): string | undefined {
  if (!claimedNames)
    return 'the worker does not count votes under unverified names: start it with SLIPWAY_CLAIMED_NAMES=allowed to count them';
  if (authors.some((author) => isSame(author, by))) return `${by} is an author of the change: somebody else must approve it`;
  if (!settings.approvers.some((approver) => isSame(approver, by))) {
    const others = withoutPeople(settings.approvers, authors);
    const advice = others.length === 0 ? 'every approver is an author of the change' : `ask ${others.join(', ')}`;
    return question === undefined
      ? `${by} is not an approver of stage ${stage}: ${advice}`
      : `${by} may not answer for component ${question.component} of stage ${stage}: ${advice}`;
  }
  return votes.some((vote) => isSame(vote.by, by)) ? `${by} has already voted` : undefined;
}

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
