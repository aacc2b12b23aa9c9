import type { ObservedTarget } from '../evidence/evidence';
import { isVersion } from './story';

/** The stacks of a stage or environment whose version or digest differs from before, a sentence each. */
export const changedStacks = (before: readonly ObservedTarget[], after: readonly ObservedTarget[], where: string): string[] =>
  after
    .filter((target) => target.stage === where || target.environment === where)
    .flatMap((target) => {
      const old = before.find((other) => other.stack === target.stack);
      if (old?.version === target.version && old?.digest === target.digest && isReadable(target)) return [];
      return [`${target.stack} has version ${target.version}, digest ${target.digest}; before ${old?.version}, ${old?.digest}`];
    });

/** An api that reports no version proves nothing. */
const isReadable = ({ component, version }: ObservedTarget): boolean => component !== 'api' || isVersion(version);
