import type { Pipeline } from '../model/pipeline';
import { type EverywhereResource, everywhereIn, mayReachEverywhere } from './everywhere';
import { everyStack, scopeAt } from './stack-template';
import type { Templates } from './templates';

/** A resource of production that reaches every Region at once, with its component. */
export interface PlacedEverywhere extends EverywhereResource {
  readonly component: string;
  /** `components/edge/template/Site`. */
  readonly path: string;
}

/** The resources that production makes and that reach every Region at once, each once, in the order of the components. */
export function everywhereAt(pipeline: Pipeline, templates: Templates): PlacedEverywhere[] {
  const waves = pipeline.stages.filter(({ environment }) => environment === 'prod');
  const candidates = new Set(Object.values(templates).filter(mayReachEverywhere));
  const stacks = everyStack({ ...pipeline, stages: waves }, templates).filter(({ template }) => candidates.has(template));
  const found = stacks.flatMap((stack) =>
    everywhereIn(stack.template, scopeAt(stack)).map((one) => ({
      ...one,
      component: stack.target.component,
      path: `${stack.path}/${one.id}`,
    })),
  );
  return [...new Map(found.map((one) => [one.path, one])).values()];
}
