/** What each bake of a plan looks at and asks for. */

import type { BakeCriteria } from '../gates/bake-verdict';
import { milliseconds } from '../model/duration';
import { type Alarm, alarmName } from '../model/evidence';
import type { Bake, Bakes, Pipeline, Region, Stage, Zone } from '../model/pipeline';
import { accountOf, hasOneBox } from '../model/stage';

/** A place in a pipeline; without a zone it is the whole Region. */
export interface Place {
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly region: Region;
  readonly zone?: Zone;
}

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

/** A bake of a stage at a place; `undefined` where the stage has none of that kind. */
export function bakePlanOf(kind: keyof Bakes, place: Place): BakePlan | undefined {
  const bake = place.stage.bakes[kind];
  return (
    bake && { of: kind, criteria: criteriaOf(bake), look: lookOf(kind, place), everyMs: milliseconds(place.pipeline.lookEvery) }
  );
}

/** Every alarm of a Region and of its zones, without traffic: what is watched from the first touch to the end of the last bake. */
export const watchOf = (place: Place): Look => ({
  account: accountOf(place.stage, place.region),
  region: place.region.name,
  alarms: alarmsOf('region', place),
});

const criteriaOf = (bake: Bake): BakeCriteria => ({
  forMs: milliseconds(bake.for),
  minimumRequests: bake.minimumRequests,
  deadlineMs: milliseconds(bake.deadline),
});

function lookOf(kind: keyof Bakes, place: Place): Look {
  const traffic = trafficOf(kind, place);
  return { ...watchOf(place), alarms: alarmsOf(kind, place), ...(traffic === undefined ? {} : { traffic }) };
}

// A one-box is judged before the fleet beside it may exist, so it leaves the zone's own alarms out; the Region's watch does not.
function alarmsOf(kind: keyof Bakes, place: Place): string[] {
  const alarms = place.stage.alarms ?? place.pipeline.alarms;
  const zones = place.zone === undefined ? place.region.zones : [place.zone];
  const ofZones = (all: readonly Alarm[], some = zones) => some.flatMap((zone) => all.map((alarm) => nameAt(alarm, place, zone)));
  return [
    ...alarms.region.map((alarm) => nameAt(alarm, place)),
    ...(kind === 'zone' || kind === 'region' ? ofZones(alarms.zone) : []),
    ...(kind === 'regional'
      ? []
      : ofZones(alarms.oneBox, takesOneBoxes(place.pipeline) ? zones.filter((zone) => hasOneBox(place.stage, zone)) : [])),
  ];
}

/** Where no component has a one-box, its alarms are not waited for: nothing would ever make them. */
const takesOneBoxes = ({ components }: Pipeline): boolean =>
  Object.values(components).some((component) => component.oneBox !== undefined);

/** The alarm's own name at a place: `{environment}`, `{region}` and `{zone}` filled in. */
export const nameAt = (alarm: Alarm, { stage, region }: Omit<Place, 'pipeline'>, zone?: Zone): string =>
  alarmName(alarm)
    .replaceAll('{environment}', stage.environment)
    .replaceAll('{region}', region.name)
    .replaceAll('{zone}', zone?.name ?? '');

function trafficOf(kind: keyof Bakes, { pipeline, stage, zone }: Place): TrafficQuery | undefined {
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
