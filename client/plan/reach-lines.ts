import { groupsOf } from '../../pipeline/rules/walk';
import type { PlacedEverywhere } from '../../pipeline/templates/everywhere-at';
import type { Preview } from './preview';

/** What a wave does not contain: a line for each component and type, and a line on what could not be looked at. */
export function reachLines({ everywhere, stages }: Pick<Preview, 'everywhere' | 'stages'>): string[] {
  if (everywhere === null)
    return stages.some(({ environment }) => environment === 'prod')
      ? [
          '  not all templates are there to read (build or correct them, or use --templates), so resources that reach every Region were not looked for',
        ]
      : [];
  const { resources, notSeen } = everywhere;
  return [
    ...section(
      resources.filter(({ reach }) => reach === 'all'),
      'no wave contains a change to these, which reach every Region at once:',
    ),
    ...section(
      resources.filter(({ reach }) => reach === 'users'),
      'the whole account takes a change to these at once, and what uses them is affected:',
    ),
    ...notSeen.map((one) => `  only AWS can read all of ${one}, so resources that reach every Region may be missing here`),
  ];
}

const section = (resources: readonly PlacedEverywhere[], title: string): string[] => {
  const groups = groupsOf(resources, ({ component, type, because }) => JSON.stringify([component, type, because]));
  return groups.length === 0 ? [] : [`  ${title}`, ...groups.flatMap(lineOf)];
};

/** The one-box has the same resources as the fleet. */
const lineOf = (group: readonly PlacedEverywhere[]): string[] =>
  group.slice(0, 1).map(({ component, type, because, reach }) => {
    const ids = few([...new Set(group.map(({ id }) => id))]);
    return `    ${component}: ${ids} (${type})${reach === 'all' ? `: ${because}` : ''}`;
  });

const few = (ids: readonly string[]): string =>
  ids.length > 6 ? `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more` : ids.join(', ');
