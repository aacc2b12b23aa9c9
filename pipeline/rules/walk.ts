/** The parts of a pipeline with their paths, for rules to walk over. */
import type { Bake, Bakes, Component, Environment, Pipeline, Region, Stage, Zone } from '../model';

/** A part and where it stands. */
export interface At<T> {
  readonly path: string;
  readonly part: T;
}

export const componentsOf = (pipeline: Pipeline): (At<Component> & { readonly name: string })[] =>
  Object.entries(pipeline.components).map(([name, part]) => ({ name, part, path: `components/${name}` }));

export const stagesOf = (pipeline: Pipeline): At<Stage>[] =>
  pipeline.stages.map((part) => ({ part, path: `stages/${part.name}` }));

export const stagesIn = (environment: Environment, pipeline: Pipeline): At<Stage>[] =>
  stagesOf(pipeline).filter(({ part }) => part.environment === environment);

export const wavesOf = (pipeline: Pipeline): At<Stage>[] => stagesIn('prod', pipeline);

export const regionsOf = (stage: At<Stage>): At<Region>[] =>
  stage.part.regions.map((part) => ({ part, path: `${stage.path}/regions/${part.name}` }));

export const zonesOf = (region: At<Region>): At<Zone>[] =>
  region.part.zones.map((part) => ({ part, path: `${region.path}/zones/${part.name}` }));

export const bakesOf = (stage: At<Stage>): At<Bake>[] =>
  Object.entries(stage.part.bakes).map(([kind, part]: [string, Bake]) => ({ part, path: `${stage.path}/bakes/${kind}` }));

/** Those whose name stood earlier already. Each is asked for its name once: there may be thousands. */
export function repeated<T>(parts: readonly At<T>[], nameOf: (part: T) => string): At<T>[] {
  const seen = new Set<string>();
  return parts.filter(({ part }) => {
    const before = seen.size;
    return seen.add(nameOf(part)).size === before;
  });
}

/** Whether any component goes by a one-box at all. */
export const hasOneBoxes = ({ components }: Pipeline): boolean =>
  Object.values(components).some((component) => component.oneBox !== undefined);

/** A bake for each thing that is deployed in a stage. */
export const bakesNeeded = (pipeline: Pipeline, { oneBox }: Stage): (keyof Bakes)[] => [
  ...(Object.values(pipeline.components).some(({ per }) => per === 'region') ? (['regional'] as const) : []),
  ...(oneBox && hasOneBoxes(pipeline) ? (['oneBox'] as const) : []),
  'zone',
  'region',
];
