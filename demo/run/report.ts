import { short } from '../../pipeline/model/ids';
import { type ChangeOutcome, endingText } from '../../pipeline/model/outcome';
import type { ObservedTarget } from '../evidence/evidence';
import type { Proof } from '../stories/story';

/** What the demo observed, for people and for `report.json`. */
export interface Report {
  readonly ok: boolean;
  readonly durationMs: number;
  readonly stories: readonly StoryReport[];
  /** Read from the stacks and from the running service. */
  readonly running: readonly RunningStack[];
}

export interface StoryReport {
  readonly story: string;
  readonly summary: string;
  readonly change: string;
  readonly commit: string;
  readonly expected: ChangeOutcome['kind'];
  readonly outcome: ChangeOutcome;
  /** How many operations on stacks CloudFormation recorded: the mutations that the change cost. */
  readonly operations: number;
  readonly proofs: readonly Proof[];
  readonly ok: boolean;
}

export interface RunningStack {
  readonly stack: string;
  readonly environment: string;
  readonly region: string;
  readonly zone?: string;
  readonly share?: string;
  readonly status: string;
  /** From the stack's tag: the change that last altered it. */
  readonly change: string;
  readonly digest: string;
  /** The version that the service reports, and the merge from which it was built. */
  readonly version?: string;
  readonly merge?: string;
}

/** A target for the report; `mergeOfVersion` says from which merge a version was built. */
export function runningStack(target: ObservedTarget, mergeOfVersion: ReadonlyMap<string, string>): RunningStack {
  const { stack, environment, region, zone, share, status, change, digest, version } = target;
  const merge = version === undefined ? undefined : mergeOfVersion.get(version);
  return {
    ...{ stack, environment, region, status, change, digest },
    ...(zone !== undefined && { zone }),
    ...(share !== undefined && { share }),
    ...(version !== undefined && { version }),
    ...(merge !== undefined && { merge }),
  };
}

/** The report as a page for people. */
export function reportPage({ stories, running, ok, durationMs }: Report): string {
  return [
    '',
    'How each change ended',
    ...stories.flatMap(storyLines),
    '',
    'What runs now: the version that each service reports; for a table, the digest that its stack was deployed from',
    ...running.map(stackLine),
    '',
    `${ok ? 'every story ended as expected' : 'some stories did not end as expected'}; it took ${Math.round(durationMs / 1000)} s`,
  ].join('\n');
}

function storyLines({ story, commit, outcome, expected, proofs, ok }: StoryReport): string[] {
  const unexpected = outcome.kind === expected ? '' : `, but ${endingText[expected]} was expected`;
  return [
    `${mark(ok)} ${story}  ${short(commit)}  ${endingText[outcome.kind]}${unexpected}: ${outcome.because}`,
    ...proofs.map(({ claim, holds, because }) => `    ${mark(holds)} ${claim}${holds ? '' : `: ${because}`}`),
  ];
}

function stackLine({ stack, merge = '', version, digest }: RunningStack): string {
  const content = version === undefined ? `digest ${short(digest)}` : `version ${short(version)}`;
  return `  ${stack.padEnd(40)} ${merge.padEnd(26)} ${content}`;
}

const mark = (ok: boolean): string => (ok ? '✓' : '✗');
