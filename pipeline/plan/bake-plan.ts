/** What each bake of a plan looks at, and what it needs to end healthy. */

import type { BakeCriteria } from '../gates/bake-verdict';
import { milliseconds } from '../model/duration';
import type { Alarm } from '../model/evidence';
import type { Bake, Bakes, Pipeline } from '../model/pipeline';
import { accountOf, hasOneBox } from '../model/stage';
import { alarmNameAt } from './alarm-name';
import type { Location } from './location';

/** Everything that one look reads, in one account and Region. */
export interface Look {
  readonly account: string;
  readonly region: string;
  readonly alarms: readonly string[];
  readonly traffic?: TrafficQuery;
}

/** One CloudWatch metric with all its dimensions. */
export interface TrafficQuery {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: 'Sum' | 'SampleCount';
  readonly periodMs: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface BakePlan {
  readonly of: keyof Bakes;
  readonly criteria: BakeCriteria;
  readonly look: Look;
  readonly everyMs: number;
}

/** A bake of a stage at a location; `undefined` if the stage has no bake of that kind. */
export function bakePlanOf(kind: keyof Bakes, location: Location): BakePlan | undefined {
  const bake = location.stage.bakes[kind];
  if (bake === undefined) return undefined;
  return {
    of: kind,
    criteria: criteriaOf(bake),
    look: lookOf(kind, location),
    everyMs: milliseconds(location.pipeline.lookEvery),
  };
}

/** Every alarm of a Region and of its zones, without traffic. They are watched from the first deployment to the end of the last bake. */
export const watchOf = (location: Location): Look => ({
  account: accountOf(location.stage, location.region),
  region: location.region.name,
  alarms: alarmsOf('region', location),
});

const criteriaOf = (bake: Bake): BakeCriteria => ({
  forMs: milliseconds(bake.for),
  minimumRequests: bake.minimumRequests,
  deadlineMs: milliseconds(bake.deadline),
});

function lookOf(kind: keyof Bakes, location: Location): Look {
  const traffic = trafficOf(kind, location);
  return { ...watchOf(location), alarms: alarmsOf(kind, location), ...(traffic === undefined ? {} : { traffic }) };
}

// The bake of a one-box leaves the zone's own alarms out, because its fleet may not exist yet. The Region's watch includes them.
function alarmsOf(kind: keyof Bakes, location: Location): string[] {
  const { pipeline, stage, region, zone } = location;
  const alarms = stage.alarms ?? pipeline.alarms;
  const zones = zone === undefined ? region.zones : [zone];
  const zonesWithOneBox = hasOneBoxes(pipeline) ? zones.filter((one) => hasOneBox(stage, one)) : [];
  const inZones = (all: readonly Alarm[], some = zones) =>
    some.flatMap((one) => all.map((alarm) => alarmNameAt(alarm, location, one)));
  return [
    ...alarms.region.map((alarm) => alarmNameAt(alarm, location)),
    ...(kind === 'zone' || kind === 'region' ? inZones(alarms.zone) : []),
    ...(kind === 'regional' ? [] : inZones(alarms.oneBox, zonesWithOneBox)),
  ];
}

/** If no component has a one-box, nothing creates the alarms of one-boxes, so a bake must not wait for them. */
const hasOneBoxes = ({ components }: Pipeline): boolean =>
  Object.values(components).some((component) => component.oneBox !== undefined);

function trafficOf(kind: keyof Bakes, { pipeline, stage, zone }: Location): TrafficQuery | undefined {
  const traffic = stage.traffic ?? pipeline.traffic;
  if (traffic === undefined) return undefined;
  const { dimensions, period, namespace, metric, statistic } = traffic;
  return {
    namespace,
    metric,
    statistic,
    periodMs: milliseconds(period),
    dimensions: {
      [dimensions.environment]: stage.environment,
      ...(zone && { [dimensions.zone]: zone.name }),
      ...(kind === 'oneBox' && { [dimensions.share]: 'one-box' }),
    },
  };
}
