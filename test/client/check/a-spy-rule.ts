import type { Checked } from '../../../client/check/check';
import type { Rule } from '../../../pipeline/rules/rule';

/** A rule that reports what it receives about templates or other pipelines. */
export const aSpyRule = (needs: 'templates' | 'otherPipelines'): Rule =>
  needs === 'templates'
    ? { name: 'spy', level: 'warning', needs, find: (_, templates) => [{ path: 'x', message: JSON.stringify(templates) }] }
    : {
        name: 'spy',
        level: 'warning',
        needs,
        find: (_, others) => [{ path: 'x', message: others.map(({ name }) => name).join() }],
      };

/** What the spy rule reported. */
export const spied = ({ problems }: Checked): string[] =>
  problems.filter(({ rule }) => rule === 'spy').map(({ message }) => message);
