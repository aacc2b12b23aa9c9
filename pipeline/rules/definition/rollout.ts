/** How a component takes a change: in one way, with a reason that a reviewer can judge. */
import { error, type Find, quoted, type Rule } from '../rule';
import { componentsOf } from '../walk';

const oneWay: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part: { oneBox, shifts, cannotCanary } }) => {
    const ways = Object.entries({ oneBox, shifts, cannotCanary }).flatMap(([key, value]) => (value === undefined ? [] : [key]));
    return ways.length < 2 ? [] : [{ path, message: `${ways.join(' and ')} exclude each other: keep one of them` }];
  });

const reasons: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.cannotCanary?.trim() === '')
    .map(({ path, part }) => ({
      path: `${path}/cannotCanary`,
      message: `${quoted(part.cannotCanary)} is not a reason: write why it can only be changed as a whole`,
    }));

export const rollout: readonly Rule[] = [error('two-ways-to-take-a-change', oneWay), error('no-reason', reasons)];
