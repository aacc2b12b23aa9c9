/** What a change will touch and in which order, before anything is touched. */
import type { ApprovalSettings } from '../gates/approval';
import { whyAtOnce } from '../model/component';
import { milliseconds } from '../model/duration';
import { laneOf } from '../model/ids';
import type { Approval, Bakes, Component, Environment, Pipeline, Stage, Zone } from '../model/pipeline';
import { accountOf, hasOneBox } from '../model/stage';
import { stackName, type Target } from '../model/target';
import type { Windows } from '../model/windows';
import { type BakePlan, bakePlanOf, type Look, type Place, watchOf } from './bake-plan';
import { inDependencyOrder } from './dependency-order';
import { roundsOf } from './one-box-rounds';

/** Targets that are deployed one after the other, and then bake together. A fleet without a bake is what a one-box after it leans on. */
export interface Step {
  readonly of: 'regional' | 'one-box' | 'fleet';
  readonly targets: readonly Target[];
  readonly bake?: BakePlan;
}

export interface ZonePlan {
  readonly name: string;
  /** The one-boxes first, where there are any, but for what they lean on. The zone bakes after the last. */
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
  readonly approval?: ApprovalSettings;
  readonly windows?: Windows;
  readonly regions: readonly RegionPlan[];
}

/** What becomes of a change of this pipeline, stage by stage. Throws on cyclic dependencies, which `problems` has refused before. */
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
    steps: stepOf('regional', regionalOf(place.pipeline), place),
    zones: place.region.zones.map((zone) => zonePlan({ ...place, zone })),
    tests: place.stage.tests,
    ...(bake && { bake }),
    watch: watchOf(place),
    lookEveryMs: milliseconds(place.pipeline.lookEvery),
  };
}

function zonePlan(place: Place & { zone: Zone }): ZonePlan {
  const inZone = componentsOf(place.pipeline).filter(({ per }) => per === 'zone');
  const rounds = roundsOf(inZone, ({ oneBox }) => oneBox !== undefined && hasOneBox(place.stage, place.zone));
  const steps = rounds.flatMap(({ oneBoxes, fleets }, index) => [
    ...stepOf('one-box', oneBoxes, place),
    ...stepOf('fleet', fleets, place).map((step) => (index < rounds.length - 1 ? withoutBake(step) : step)),
  ]);
  return { name: place.zone.name, steps };
}

/** Before its last fleet a zone may lack what makes its traffic and its alarms, so its bake could never end well. */
const withoutBake = ({ of, targets }: Step): Step => ({ of, targets });

const bakeAfter: Record<Step['of'], keyof Bakes> = { regional: 'regional', 'one-box': 'oneBox', fleet: 'zone' };

/** One step, or none where no component takes part in it. */
function stepOf(of: Step['of'], components: readonly Named[], place: Place): Step[] {
  const targets = components.map((component) => targetOf(component, of, place));
  const bake = bakePlanOf(bakeAfter[of], place);
  return targets.length === 0 ? [] : [{ of, targets, ...(bake && { bake }) }];
}

type Named = Component & { readonly name: string };

const componentsOf = (pipeline: Pipeline): Named[] =>
  Object.entries(pipeline.components).map(([name, component]) => ({ name, ...component }));

const regionalOf = (pipeline: Pipeline): Named[] =>
  inDependencyOrder(componentsOf(pipeline).filter(({ per }) => per === 'region'));

function targetOf(component: Named, of: Step['of'], { pipeline, stage, region, zone }: Place): Target {
  const where = {
    account: accountOf(stage, region),
    region: region.name,
    environment: stage.environment,
    component: component.name,
    ...(zone && { zone: zone.name }),
    ...(of !== 'regional' && { share: of }),
  };
  const atOnce = whyAtOnce(component);
  return { stack: stackName(pipeline.name, where), ...where, ...(atOnce !== undefined && { atOnce }) };
}
