import type { RegionPlan, StagePlan, Step } from './plan';

/**
 * What a plan comes to for a change that alters only these components. The targets of the others are looked at and carry it already; what
 * was not touched does not bake.
 */
export const touching = (stages: readonly StagePlan[], components: ReadonlySet<string>): StagePlan[] =>
  stages.map((stage) => ({ ...stage, regions: stage.regions.map((region) => regionTouched(region, components)) }));

function regionTouched({ bake, ...region }: RegionPlan, components: ReadonlySet<string>): RegionPlan {
  const all = [...region.steps, ...region.zones.flatMap(({ steps }) => steps)];
  return {
    ...region,
    steps: stepsTouched(region.steps, components),
    zones: region.zones.map((zone) => ({ ...zone, steps: stepsTouched(zone.steps, components) })),
    ...(bake && all.some((step) => isTouched(step, components)) && { bake }),
  };
}

/** The bake of a fleet is for all that reached its zone before, too. */
const stepsTouched = (steps: readonly Step[], components: ReadonlySet<string>): Step[] =>
  steps.map(({ bake, ...step }, index) => {
    const bakesFor = step.of === 'fleet' ? steps.slice(0, index + 1) : [step];
    return { ...step, ...(bake && bakesFor.some((one) => isTouched(one, components)) && { bake }) };
  });

const isTouched = ({ targets }: Pick<Step, 'targets'>, components: ReadonlySet<string>): boolean =>
  targets.some(({ component }) => components.has(component));
