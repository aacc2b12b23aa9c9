/** The versions of the workers that the server knows. */
export interface KnownVersions {
  /** The build id of the current version, at which new workflows start; absent if no version was ever made current. */
  readonly current?: string;
  readonly versions: readonly KnownVersion[];
}

/** A version that the server knows because a worker of it has polled. */
export interface KnownVersion {
  readonly buildId: string;
  /** Whether another version replaced it as the current one, or a person is ramping it: in both cases somebody has decided about it. */
  readonly isReplacedOrRamping: boolean;
}

/**
 * What a worker does about the current version.
 * - `set`: makes its own version current.
 * - `is current`: nothing, it is current already.
 * - `leave`: nothing, another version stays current.
 * - `wait`: asks again later, because the server has not seen a worker of this version yet.
 */
export type CurrentDecision = 'set' | 'is current' | 'leave' | 'wait';

/**
 * Decides whether a version becomes the current one. New code becomes current by itself. A version that was replaced does not become current
 * again when its workers restart, unless a person requests it.
 */
export function decideCurrent({ current, versions }: KnownVersions, buildId: string, isRequested: boolean): CurrentDecision {
  const version = versions.find((other) => other.buildId === buildId);
  if (version === undefined) return 'wait';
  if (current === buildId) return 'is current';
  return current === undefined || isRequested || !version.isReplacedOrRamping ? 'set' : 'leave';
}
