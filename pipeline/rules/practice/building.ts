/** What a build proves, and what it leans on. */
import { type Find, type Rule, warning } from '../rule';

/** They are the quickest to fail: a mistake that they find costs minutes instead of a stage. */
const unitTests: Find = ({ build }) =>
  (build.unitTests ?? []).some((command) => command.trim() !== '')
    ? []
    : [{ path: 'build/unitTests', message: "there is none: name the command, as in ['npm run test:unit']" }];

/** What is fetched while building can differ from one day to the next, and nobody has reviewed it. */
const withoutNetwork: Find = ({ build }) =>
  build.network === 'none'
    ? []
    : [
        {
          path: 'build/network',
          message: `"${build.network}" lets into a release what nobody reviewed: keep what is fetched with the sources, and write 'none'`,
        },
      ];

export const building: readonly Rule[] = [warning('no-unit-tests', unitTests), warning('build-with-network', withoutNetwork)];
