/** What a change alters in every Region at once, whichever wave deploys it. */
import type { Pipeline } from '../../pipeline/model/pipeline';
import { everywhereAt, type PlacedEverywhere } from '../../pipeline/templates/everywhere-at';
import { hiddenIn } from '../../pipeline/templates/hidden';
import type { Templates } from '../../pipeline/templates/templates';

export interface Reach {
  /** The resources of production that reach every Region at once, of the components that the change alters. */
  readonly resources: readonly PlacedEverywhere[];
  /** The templates of these components whose resources only AWS can see all, as `path (why)`. */
  readonly notSeen: readonly string[];
}

/** What a change of some components alters in every Region at once. Before production there is no wave that could contain it. */
export function reachOf(pipeline: Pipeline, templates: Templates, components: readonly string[]): Reach {
  if (pipeline.stages.every(({ environment }) => environment !== 'prod')) return { resources: [], notSeen: [] };
  const altered = Object.entries(pipeline.components).filter(([name]) => components.includes(name));
  return {
    resources: everywhereAt({ ...pipeline, components: Object.fromEntries(altered) }, templates),
    notSeen: altered.flatMap(([name, { template, oneBox }]) =>
      Object.entries({ template, ...(oneBox !== undefined && oneBox !== template && { oneBox }) }).flatMap(([key, file]) => {
        const hidden = hiddenIn(Object.hasOwn(templates, file) ? templates[file] : undefined);
        return hidden.length === 0 ? [] : [`components/${name}/${key} (${hidden.slice(0, 5).join(', ')})`];
      }),
    ),
  };
}
