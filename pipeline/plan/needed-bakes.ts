import type { RegionPlan, StagePlan, Step } from './plan';

/**
 * The plan of a change that alters only these components. It keeps all targets, because each is looked at to see that nothing is to be
 * done, but drops the bakes after which nothing new runs.
 */
export const keepNeededBakes = (stages: readonly StagePlan[], components: ReadonlySet<string>): StagePlan[] =>
  stages.map((stage) => ({ ...stage, regions: stage.regions.map((region) => keepInRegion(region, components)) }));

function keepInRegion({ bake, ...region }: RegionPlan, components: ReadonlySet<string>): RegionPlan {
  const allSteps = [...region.steps, ...region.zones.flatMap(({ steps }) => steps)];
  return {
    ...region,
    steps: keepInSteps(region.steps, components),
    zones: region.zones.map((zone) => ({ ...zone, steps: keepInSteps(zone.steps, components) })),
    ...(bake && allSteps.some((step) => isAffected(step, components)) && { bake }),
  };
}

/** The bake of a fleet also covers everything that was deployed to its zone before. */
const keepInSteps = (steps: readonly Step[], components: ReadonlySet<string>): Step[] =>
  steps.map(({ bake, ...step }, index) => {
    const covered = step.of === 'fleet' ? steps.slice(0, index + 1) : [step];
    return { ...step, ...(bake && covered.some((one) => isAffected(one, components)) && { bake }) };
  });

const isAffected = ({ targets }: Pick<Step, 'targets'>, components: ReadonlySet<string>): boolean =>
  targets.some(({ component }) => components.has(component));
