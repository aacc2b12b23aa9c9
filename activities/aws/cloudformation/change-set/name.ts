/** How Slipway's change sets are recognised: by their names, and by the change in their description. */
import { createHash } from 'node:crypto';

/**
 * The name of a change set, and the token of its execution. Always the same for a change, stack, release and direction, so that a retry
 * finds what the first attempt did. `slipway-back-…` in a stack's events is a rollback; `slipway-look-…` is never executed.
 */
export function changeSetName(of: {
  readonly change: string;
  readonly stack: string;
  readonly release: string;
  readonly direction: 'forward' | 'back' | 'look';
}): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([of.change, of.stack, of.release, of.direction]))
    .digest('hex');
  return `slipway-${of.direction}-${hash.slice(0, 32)}`;
}

/** Whether a name is one that Slipway gives. A further try of a rollback has a number at the end. */
export const isOurName = (name: string): boolean => /^slipway-(forward|back|look)-[0-9a-f]{32}(-\d+)?$/.test(name);

const described = 'Slipway: change ';

/** The description of a change set that Slipway creates for a change. */
export const descriptionOf = (change: string): string => `${described}${change}`;

/** The change in such a description; `undefined` if it is another one. */
export const changeIn = (description: string | undefined): string | undefined =>
  description?.startsWith(described) ? description.slice(described.length) : undefined;
