/** What a change will deploy and in which order, known before anything is touched. */
import type { ApprovalSettings } from '../gates/approval';
import { whyAtOnce } from '../model/component';
import { milliseconds } from '../model/duration';
import { laneOf } from '../model/ids';
import type { Approval, Bakes, Component, Environment, Pipeline, Stage, Zone } from '../model/pipeline';
import { accountOf, hasOneBox } from '../model/stage';
import { stackName, type Target } from '../model/target';
import type { Windows } from '../model/windows';
import { type BakePlan, bakePlanOf, type Look, watchOf } from './bake-plan';
import { inDependencyOrder } from './dependency-order';
import type { Location } from './location';
import { oneBoxRounds } from './one-box-rounds';

/** Targets that are deployed one after the other and then bake together. A fleet step without a bake contains what a later one-box depends on. */
export interface Step {
  readonly of: 'regional' | 'one-box' | 'fleet';
  readonly targets: readonly Target[];
  readonly bake?: BakePlan;
}

export interface ZonePlan {
  readonly name: string;
  /** One-boxes after the dependencies that have none, then the fleet. The zone bakes after the last step. */
  readonly steps: readonly Step[];
}

export interface RegionPlan {
  readonly name: string;
  readonly lane: string;
  /** The components `per: 'region'`, deployed before the first zone. */
  readonly steps: readonly Step[];
  readonly zones: readonly ZonePlan[];
  readonly tests: readonly string[];
  readonly bake?: BakePlan;
  /** Every alarm of the Region, watched from the first deployment to the end of the last bake. */
  readonly watch: Look;
  readonly lookEveryMs: number;
}

export interface StagePlan {
  readonly name: string;
  readonly environment: Environment;
  readonly onFailure: Stage['onFailure'];
  readonly approval?: ApprovalSettings;
  readonly windows?: Windows;
  readonly regions: readonly RegionPlan[];
}

/** The plan of a change that alters every component, stage by stage. Throws on cyclic dependencies, which `problems` has already refused. */
export const plan = (pipeline: Pipeline): StagePlan[] =>
  pipeline.stages.map((stage) => ({
    name: stage.name,
    environment: stage.environment,
    onFailure: stage.onFailure,
    ...(stage.approval && { approval: settingsOf(stage.approval) }),
    ...(stage.windows && { windows: stage.windows }),
    regions: stage.regions.map((region) => regionPlan({ pipeline, stage, region })),
  }));

const settingsOf = ({ approvers, count, expires }: Approval): ApprovalSettings => ({
  approvers,
  count,
  expiresMs: milliseconds(expires),
});

/** Every target of a Region in the order of deployment. A rollback goes in the exact reverse order. */
export const targetsOf = (region: RegionPlan): Target[] =>
  [...region.steps, ...region.zones.flatMap((zone) => zone.steps)].flatMap((step) => step.targets);

/** The lanes that a stage needs, which are granted together. */
export const lanesOf = (stage: StagePlan): string[] => stage.regions.map((region) => region.lane);

function regionPlan(location: Location): RegionPlan {
  const bake = bakePlanOf('region', location);
  return {
    name: location.region.name,
    lane: laneOf(location.stage.environment, location.region.name),
    steps: stepOf('regional', regionalOf(location.pipeline), location),
    zones: location.region.zones.map((zone) => zonePlan({ ...location, zone })),
    tests: location.stage.tests,
    ...(bake && { bake }),
    watch: watchOf(location),
    lookEveryMs: milliseconds(location.pipeline.lookEvery),
  };
}

function zonePlan(location: Location & { zone: Zone }): ZonePlan {
  const inZone = componentsOf(location.pipeline).filter(({ per }) => per === 'zone');
  const rounds = oneBoxRounds(inZone, ({ oneBox }) => oneBox !== undefined && hasOneBox(location.stage, location.zone));
  const steps = rounds.flatMap(({ oneBoxes, fleets }, index) => [
    ...stepOf('one-box', oneBoxes, location),
    ...stepOf('fleet', fleets, location).map((step) => (index < rounds.length - 1 ? withoutBake(step) : step)),
  ]);
  return { name: location.zone.name, steps };
}

/** Until its last fleet is deployed, a zone may lack what creates its traffic and alarms, so a bake could never end healthy. */
const withoutBake = ({ of, targets }: Step): Step => ({ of, targets });

const bakeAfter: Record<Step['of'], keyof Bakes> = { regional: 'regional', 'one-box': 'oneBox', fleet: 'zone' };

/** One step, or none if there is no component for it. */
function stepOf(of: Step['of'], components: readonly Named[], location: Location): Step[] {
  const targets = components.map((component) => targetOf(component, of, location));
  const bake = bakePlanOf(bakeAfter[of], location);
  return targets.length === 0 ? [] : [{ of, targets, ...(bake && { bake }) }];
}

type Named = Component & { readonly name: string };

const componentsOf = (pipeline: Pipeline): Named[] =>
  Object.entries(pipeline.components).map(([name, component]) => ({ name, ...component }));

const regionalOf = (pipeline: Pipeline): Named[] =>
  inDependencyOrder(componentsOf(pipeline).filter(({ per }) => per === 'region'));

function targetOf(component: Named, of: Step['of'], { pipeline, stage, region, zone }: Location): Target {
  const where = {
    account: accountOf(stage, region),
    region: region.name,
    environment: stage.environment,
    component: component.name,
    ...(zone && { zone: zone.name }),
    ...(of !== 'regional' && { share: of }),
  };
  const atOnce = whyAtOnce(component);
  return {
    stack: stackName(pipeline.name, where),
    ...where,
    ...(atOnce !== undefined && { atOnce }),
    ...(component.stateless && { stateless: component.stateless }),
  };
}
