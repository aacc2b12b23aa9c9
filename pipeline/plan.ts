/** What a change will touch and in which order, before anything is touched. */
import type { ApprovalPolicy } from './approval';
import { type BakePlan, bakePlanOf, type Look, type Place, watchOf } from './bake-plan';
import { inDependencyOrder } from './dependency-order';
import { milliseconds } from './duration';
import { laneOf, stackName } from './ids';
import type { Approval, Bakes, Component, Environment, Pipeline, Stage, Zone } from './model';
import { accountOf, hasOneBox } from './stage';
import type { Windows } from './windows';

/** One stack: the smallest thing that a deployment touches. A target without a zone is the Region's own. */
export interface Target {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly environment: Environment;
  readonly component: string;
  readonly zone?: string;
  readonly share?: 'one-box' | 'fleet';
}

/** Targets that are deployed one after the other, and then bake together. */
export interface Step {
  readonly of: 'regional' | 'one-box' | 'fleet';
  readonly targets: readonly Target[];
  readonly bake?: BakePlan;
}

export interface ZonePlan {
  readonly name: string;
  /** The one-box first, where there is one. */
  readonly steps: readonly Step[];
}

export interface RegionPlan {
  readonly name: string;
  readonly lane: string;
  /** What is deployed once in the Region, before its first zone. */
  readonly steps: readonly Step[];
  readonly zones: readonly ZonePlan[];
  readonly tests: readonly string[];
  readonly bake?: BakePlan;
  /** Every alarm of the Region, watched from the first touch to the end of the last bake. */
  readonly watch: Look;
  readonly lookEveryMs: number;
}

export interface StagePlan {
  readonly name: string;
  readonly environment: Environment;
  readonly onFailure: Stage['onFailure'];
  readonly approval?: ApprovalPolicy;
  readonly windows?: Windows;
  readonly regions: readonly RegionPlan[];
}

/** What becomes of a change of this pipeline, stage by stage. Throws on cyclic dependencies, which `problems` has refused before. */
export const plan = (pipeline: Pipeline): StagePlan[] =>
  pipeline.stages.map((stage) => ({
    name: stage.name,
    environment: stage.environment,
    onFailure: stage.onFailure,
    ...(stage.approval && { approval: policyOf(stage.approval) }),
    ...(stage.windows && { windows: stage.windows }),
    regions: stage.regions.map((region) => regionPlan({ pipeline, stage, region })),
  }));

const policyOf = ({ approvers, count, expires }: Approval): ApprovalPolicy => ({
  approvers,
  count,
  expiresMs: milliseconds(expires),
});

/** Every target of a Region in the order in which it is touched. The way back is the exact reverse. */
export const targetsOf = (region: RegionPlan): Target[] =>
  [...region.steps, ...region.zones.flatMap((zone) => zone.steps)].flatMap((step) => step.targets);

/** The lanes that a stage needs, all together. */
export const lanesOf = (stage: StagePlan): string[] => stage.regions.map((region) => region.lane);

function regionPlan(place: Place): RegionPlan {
  const bake = bakePlanOf('region', place);
  return {
    name: place.region.name,
    lane: laneOf(place.stage.environment, place.region.name),
    steps: stepOf('regional', place),
    zones: place.region.zones.map((zone) => zonePlan({ ...place, zone })),
    tests: place.stage.tests,
    ...(bake && { bake }),
    watch: watchOf(place),
    lookEveryMs: milliseconds(place.pipeline.lookEvery),
  };
}

const zonePlan = (place: Place & { zone: Zone }): ZonePlan => ({
  name: place.zone.name,
  steps: [...(hasOneBox(place.stage, place.zone) ? stepOf('one-box', place) : []), ...stepOf('fleet', place)],
});

const bakeAfter: Record<Step['of'], keyof Bakes> = { regional: 'regional', 'one-box': 'oneBox', fleet: 'zone' };

/** One step, or none where no component takes part in it. */
function stepOf(of: Step['of'], place: Place): Step[] {
  const targets = inDependencyOrder(componentsOf(place.pipeline).filter((component) => takesPart(component, of))).map(
    (component) => targetOf(component.name, of, place),
  );
  const bake = bakePlanOf(bakeAfter[of], place);
  return targets.length === 0 ? [] : [{ of, targets, ...(bake && { bake }) }];
}

const componentsOf = (pipeline: Pipeline) =>
  Object.entries(pipeline.components).map(([name, component]) => ({ name, ...component }));

const takesPart = (component: Component, of: Step['of']): boolean =>
  of === 'regional' ? component.per === 'region' : component.per === 'zone' && (of === 'fleet' || component.oneBox !== undefined);

function targetOf(component: string, of: Step['of'], { pipeline, stage, region, zone }: Place): Target {
  const where = {
    account: accountOf(stage, region),
    region: region.name,
    environment: stage.environment,
    component,
    ...(zone && { zone: zone.name }),
    ...(of !== 'regional' && { share: of }),
  };
  return { stack: stackName(pipeline.name, where), ...where };
}
