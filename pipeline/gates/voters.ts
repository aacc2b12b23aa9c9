/** Who may answer a question about a component. */
import { type ApprovalSettings, withoutPeople } from './approval';

/** What the worker's owner accepts as an answer. */
export interface VoteRules {
  /** Whether a name that a person typed without any proof counts. */
  readonly claimedNames: boolean;
  /** Whom the policy names; one of them suffices. */
  readonly mayReplace?: readonly string[];
}

/** The people and how many of them it takes, or why no vote could ever count. */
export type Voters =
  | { readonly kind: 'these'; readonly settings: ApprovalSettings }
  | { readonly kind: 'nobody'; readonly because: string };

/** How long an answer is waited for where the stage sets no limit: long enough for somebody in another time zone to come to work. */
const expiresMs = 24 * 3_600_000;

/**
 * Who may answer a question in a stage: its own approvers, else those whom the policy names. Where no vote could count, nobody is asked:
 * the change would only wait until the question expires.
 */
export function votersFor(
  { name, approval }: { readonly name: string; readonly approval?: ApprovalSettings },
  authors: readonly string[],
  { claimedNames, mayReplace = [] }: VoteRules,
): Voters {
  const settings = approval ?? { approvers: mayReplace, count: 1, expiresMs };
  const where = approval === undefined ? 'mayReplace([…]) of the policy' : `the approval of stage ${name}`;
  const problems = [
    ...(claimedNames ? [] : ['votes under unverified names do not count: start the worker with SLIPWAY_CLAIMED_NAMES=allowed']),
    ...(settings.approvers.length === 0
      ? [`nobody is named who may: name approvers in stage ${name}, or people with mayReplace([…]) in the worker’s policy`]
      : tooFew(settings, authors, where)),
  ];
  return problems.length === 0 ? { kind: 'these', settings } : { kind: 'nobody', because: problems.join('; and ') };
}

function tooFew({ approvers, count }: ApprovalSettings, authors: readonly string[], where: string): string[] {
  const able = withoutPeople(approvers, authors);
  if (able.length >= count) return [];
  if (able.length === 0)
    return [`everybody who may is an author of the change (${approvers.join(', ')}): name others in ${where}`];
  return [
    `${count} people must, but only ${able.join(', ')} may who ${able.length === 1 ? 'is' : 'are'} not an author of the change: name more in ${where}`,
  ];
}
