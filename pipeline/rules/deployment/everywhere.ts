/** Resources that take a change in every Region at once, whichever wave deploys it. */
import { everywhereAt } from '../../templates/everywhere-at';
import type { FindInTemplates, Rule } from '../rule';
import { wavesOf } from '../walk';

/**
 * Waves promise that a bad change reaches one Region first. With a single wave there is nothing to promise, and roles of IAM only affect the
 * stacks that use them.
 */
const wavesContainChanges: FindInTemplates = (pipeline, templates) =>
  wavesOf(pipeline).length < 2
    ? []
    : everywhereAt(pipeline, templates)
        .filter(({ reach }) => reach === 'all')
        .map(({ path, type, because }) => ({
          path,
          message: `no wave contains a change to this ${type}, because ${because}: keep it in a component that seldom changes, and let the alarms of the first wave watch it`,
        }));

export const everywhere: readonly Rule[] = [
  { name: 'reaches-every-region', level: 'warning', needs: 'templates', find: wavesContainChanges, from: 'waves' },
];
