/** What a build tests, and what it depends on. */
import { type Find, type Rule, warning } from '../rule';

/** Unit tests fail fastest: a mistake that they find costs minutes instead of a stage. */
const unitTests: Find = ({ build }) =>
  (build.unitTests ?? []).some((command) => command.trim() !== '')
    ? []
    : [{ path: 'build/unitTests', message: "has no command: write one, as in ['npm run test:unit']" }];

/** What a build fetches can differ from one day to the next, and nobody has reviewed it. */
const withoutNetwork: Find = ({ build }) =>
  build.network === 'none'
    ? []
    : [
        {
          path: 'build/network',
          message: `"${build.network}" lets the build fetch what nobody reviewed: keep it with the sources, and write 'none'`,
        },
      ];

export const building: readonly Rule[] = [warning('no-unit-tests', unitTests), warning('build-with-network', withoutNetwork)];
