import type { RegionPlan, StagePlan, Step } from './plan';

/**
 * What a plan comes to for a change that alters only these components. The targets of the others are looked at and carry it already; what
 * was not touched does not bake.
 */
export const touching = (stages: readonly StagePlan[], components: ReadonlySet<string>): StagePlan[] =>
  stages.map((stage) => ({ ...stage, regions: stage.regions.map((region) => regionTouched(region, components)) }));

function regionTouched({ bake, ...region }: RegionPlan, components: ReadonlySet<string>): RegionPlan {
  const ofStep = (step: Step) => stepTouched(step, components);
  const all = [...region.steps, ...region.zones.flatMap(({ steps }) => steps)];
  return {
    ...region,
    steps: region.steps.map(ofStep),
    zones: region.zones.map((zone) => ({ ...zone, steps: zone.steps.map(ofStep) })),
    ...(bake && all.some((step) => isTouched(step, components)) && { bake }),
  };
}

const stepTouched = ({ bake, ...step }: Step, components: ReadonlySet<string>): Step => ({
  ...step,
  ...(bake && isTouched(step, components) && { bake }),
});

const isTouched = ({ targets }: Pick<Step, 'targets'>, components: ReadonlySet<string>): boolean =>
  targets.some(({ component }) => components.has(component));
