/** How a component takes a change: one way, and one that a reviewer can follow. */
import { error, type Find, type Rule } from '../rule';
import { componentsOf } from '../walk';

const oneWay: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part: { oneBox, shifts, cannotCanary } }) => {
    const said = Object.entries({ oneBox, shifts, cannotCanary }).flatMap(([key, value]) => (value === undefined ? [] : [key]));
    return said.length < 2
      ? []
      : [{ path, message: `${said.join(' and ')} exclude each other: a component takes a change in one way, so leave but one` }];
  });

const reasons: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.cannotCanary?.trim() === '')
    .map(({ path, part }) => ({
      path: `${path}/cannotCanary`,
      message: `${JSON.stringify(part.cannotCanary)} is no reason: write the one that a reviewer is to judge`,
    }));

export const ways: readonly Rule[] = [error('two-ways-to-take-a-change', oneWay), error('no-reason', reasons)];
