import { short } from '../../pipeline/model/ids';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { SeenTarget } from '../evidence/evidence';
import type { Proof } from '../stories/story';

/** What the demo found out, for people and for `report.json`. */
export interface Report {
  readonly ok: boolean;
  readonly tookMs: number;
  readonly stories: readonly StoryReport[];
  /** Read from the stacks and from the running service. */
  readonly runs: readonly Running[];
}

export interface StoryReport {
  readonly story: string;
  readonly tells: string;
  readonly change: string;
  readonly commit: string;
  readonly mustEnd: ChangeOutcome['kind'];
  readonly ended: ChangeOutcome;
  /** Operations on stacks, of AWS's own record: as many mutations as it cost. */
  readonly operations: number;
  readonly proofs: readonly Proof[];
  readonly ok: boolean;
}

export interface Running {
  readonly stack: string;
  readonly environment: string;
  readonly region: string;
  readonly zone?: string;
  readonly share?: string;
  readonly status: string;
  /** Of its tag: the change that last altered it. */
  readonly change: string;
  readonly digest: string;
  /** What the service itself answers, and the merge that it was built from. */
  readonly version?: string;
  readonly merge?: string;
}

/** A target as the report has it; `merges` says which merge a version came from. */
export function runningOf(target: SeenTarget, merges: ReadonlyMap<string, string>): Running {
  const { stack, environment, region, zone, share, status, change, digest, version } = target;
  const merge = version === undefined ? undefined : merges.get(version);
  return {
    ...{ stack, environment, region, status, change, digest },
    ...(zone !== undefined && { zone }),
    ...(share !== undefined && { share }),
    ...(version !== undefined && { version }),
    ...(merge !== undefined && { merge }),
  };
}

/** The report as a page for people. */
export function reportPage({ stories, runs, ok, tookMs }: Report): string {
  const told = stories.flatMap(({ story, commit, ended, mustEnd, proofs, ok: fine }) => [
    `${fine ? '✓' : '✗'} ${story}  ${short(commit)}  ${ended.kind}${ended.kind === mustEnd ? '' : `, but it had to end ${mustEnd}`}: ${ended.because}`,
    ...proofs.map(({ says, holds, because }) => `    ${holds ? '✓' : '✗'} ${says}${holds ? '' : `: ${because}`}`),
  ]);
  const rows = runs.map(
    (run) =>
      `  ${run.stack.padEnd(40)} ${(run.merge ?? '').padEnd(26)} ${run.version === undefined ? `digest ${short(run.digest)}` : `serves ${short(run.version)}`}`,
  );
  const verdict = ok ? 'every story ended as it had to' : 'NOT every story ended as it had to';
  return [
    '',
    'What became of each change',
    ...told,
    '',
    'What runs where: the service says which version it serves; of a table its stack says the digest of what it was made from',
    ...rows,
    '',
    `${verdict}; it took ${Math.round(tookMs / 1000)} s`,
  ].join('\n');
}
