/** The parts of a pipeline with their paths. */
import type { Alarms, Bake, Bakes, Component, Environment, Pipeline, Region, Stage, Zone } from '../model/pipeline';
import { hasOneBox } from '../model/stage';

/** A part of a pipeline and its path. */
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

/** The alarms of the pipeline, if any stage uses them, and those of each stage that has its own; with the stages that they apply to. */
export function alarmsOf(pipeline: Pipeline): (At<Alarms> & { readonly stages: readonly Stage[] })[] {
  const withoutOwn = pipeline.stages.filter((stage) => stage.alarms === undefined);
  const own = stagesOf(pipeline).flatMap(({ path, part }) =>
    part.alarms === undefined ? [] : [{ path: `${path}/alarms`, part: part.alarms, stages: [part] }],
  );
  return withoutOwn.length === 0 ? own : [{ path: 'alarms', part: pipeline.alarms, stages: withoutOwn }, ...own];
}

/** The parts whose name an earlier one has too. Calls `nameOf` once per part, because there may be thousands. */
export function repeated<T>(parts: readonly At<T>[], nameOf: (part: T) => string): At<T>[] {
  const seen = new Set<string>();
  return parts.filter(({ part }) => {
    const before = seen.size;
    return seen.add(nameOf(part)).size === before;
  });
}

/** The first item with each key, in order. */
export function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!first.has(key)) first.set(key, item);
  }
  return [...first.values()];
}

/** The items of each key, in order. */
export function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** Whether any component has a one-box. */
export const hasOneBoxes = ({ components }: Pipeline): boolean =>
  Object.values(components).some((component) => component.oneBox !== undefined);

/** The bakes that `plan` has for a stage that declares all of them: one for each kind of target that it has, and one of the whole Region. */
export function bakesNeeded(pipeline: Pipeline, { oneBox, regions }: Stage): (keyof Bakes)[] {
  const components = Object.values(pipeline.components);
  const zones = regions.flatMap((region) => region.zones);
  const inZones = components.filter(({ per }) => per === 'zone');
  const anyHasOneBox = inZones.some((component) => component.oneBox !== undefined);
  return [
    ...(regions.length > 0 && components.length > inZones.length ? (['regional'] as const) : []),
    ...(anyHasOneBox && zones.some((zone) => hasOneBox({ oneBox }, zone)) ? (['oneBox'] as const) : []),
    ...(zones.length > 0 && inZones.length > 0 ? (['zone'] as const) : []),
    ...(regions.length > 0 ? (['region'] as const) : []),
  ];
}
