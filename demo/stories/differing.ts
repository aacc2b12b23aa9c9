import type { SeenTarget } from '../evidence/evidence';
import { isVersion } from './story';

/** The stacks of a stage or environment that serve or carry something else than before. */
export const differing = (before: readonly SeenTarget[], after: readonly SeenTarget[], where: string): string[] =>
  after
    .filter((target) => target.stage === where || target.environment === where)
    .flatMap((target) => {
      const old = before.find((other) => other.stack === target.stack);
      const isSame =
        old?.version === target.version &&
        (target.component !== 'api' || isVersion(target.version)) &&
        old?.digest === target.digest;
      return isSame
        ? []
        : [`${target.stack} serves ${target.version} with ${target.digest}, before ${old?.version} with ${old?.digest}`];
    });
