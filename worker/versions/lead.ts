/** What the server knows of the versions of the workers. */
export interface Standing {
  /** The build id that gets what is new; none on a server where no version was ever made current. */
  readonly current?: string;
  readonly known: readonly KnownVersion[];
}

export interface KnownVersion {
  readonly buildId: string;
  /** Whether it lost the lead to another, or a person gives it a share of what is new: either way somebody has decided. */
  readonly isSettled: boolean;
}

/**
 * What a worker of a version is to do: `take` the lead, leave it where it is because it `has` it or because it is an `old` one, or wait
 * until the server has seen it `asking` for work.
 */
export type Lead = 'take' | 'has' | 'old' | 'asking';

/**
 * Decides whether what is new goes to a version from now on. New code takes the lead by itself; a version that had it before and lost it
 * to another does not, however often its workers begin again, unless a person says so.
 */
export function lead({ current, known }: Standing, buildId: string, asTold: boolean): Lead {
  const version = known.find((other) => other.buildId === buildId);
  if (version === undefined) return 'asking';
  if (current === buildId) return 'has';
  return current === undefined || asTold || !version.isSettled ? 'take' : 'old';
}
