/** Names of alarms that no alarm can have, or that stand for another alarm than they say. */

import { type Alarm, alarmName } from '../../model/evidence';
import type { Alarms, Stage } from '../../model/pipeline';
import { nameAt } from '../../plan/bake-plan';
import { alarmPlaces } from '../places';
import { error, type Find, type Finding, type Rule, warning } from '../rule';

/** CloudWatch's own. */
const longestName = 255;

const kinds = ['region', 'zone', 'oneBox'] as const;

const namesThatCanBe: Find = (pipeline) =>
  alarmPlaces(pipeline).flatMap(({ path, part, stages }) =>
    kinds.flatMap((kind) =>
      part[kind].flatMap((alarm) => wrongWith(alarm, { kind, stages }).map((message) => ({ path: `${path}/${kind}`, message }))),
    ),
  );

function wrongWith(alarm: Alarm, { kind, stages }: { kind: keyof Alarms; stages: readonly Stage[] }): string[] {
  const name = alarmName(alarm);
  if (name.trim() === '') return ['an empty name: write the name of an alarm, or leave it out'];
  const unknown = [...name.matchAll(/\{([^{}]*)\}/g)].map(([, word = '']) => word).filter((word) => !placeholders.includes(word));
  return [
    ...unknown.map((word) => `${quoted(name)}: {${word}} stands for nothing: write {environment}, {region} or {zone}`),
    ...(name.includes('${')
      ? [`${quoted(name)}: the $ would stay in the name: write {environment}, {region} or {zone} without it`]
      : []),
    ...(kind === 'region' && name.includes('{zone}')
      ? [`${quoted(name)} is watched for the whole Region, which is no one zone: put it among those of zone`]
      : []),
    ...(longestAt(alarm, stages) > longestName
      ? [`${quoted(name)} has more than the ${longestName} characters of an alarm: shorten it`]
      : []),
  ];
}

const placeholders = ['environment', 'region', 'zone'];

const longestAt = (alarm: Alarm, stages: readonly Stage[]): number =>
  Math.max(
    ...stages.flatMap((stage) =>
      stage.regions.flatMap((region) => [
        nameAt(alarm, { stage, region }).length,
        ...region.zones.map((zone) => nameAt(alarm, { stage, region }, zone).length),
      ]),
    ),
    0,
  );

/** One alarm for all zones puts the zone back that takes a change, whichever it is that suffers. */
const oneOfEachZone: Find = (pipeline) =>
  alarmPlaces(pipeline)
    .filter(({ stages }) => stages.some(({ regions }) => regions.some(({ zones }) => zones.length > 1)))
    .flatMap(({ path, part }) => [...shared(part.zone, `${path}/zone`), ...shared(part.oneBox, `${path}/oneBox`)]);

const shared = (alarms: readonly Alarm[], path: string): Finding[] =>
  alarms
    .map(alarmName)
    .filter((name) => !name.includes('{zone}'))
    .map((name) => ({
      path,
      message: `${quoted(name)} is one alarm for all zones of a Region, and cannot tell which of them suffers: write {zone} in its name`,
    }));

const quoted = (value: unknown): string => JSON.stringify(value);

export const alarmNames: readonly Rule[] = [
  error('bad-alarm-name', namesThatCanBe),
  warning('alarm-of-no-one-zone', oneOfEachZone, { from: 'zones' }),
];
