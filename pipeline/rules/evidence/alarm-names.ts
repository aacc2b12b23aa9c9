/** Names that no alarm can have, or that do not name the alarms that they seem to. */

import { type Alarm, alarmName } from '../../model/evidence';
import type { Alarms, Stage } from '../../model/pipeline';
import { alarmNameAt } from '../../plan/alarm-name';
import { error, type Find, type Finding, quoted, type Rule, warning } from '../rule';
import { alarmsOf } from '../walk';

/** CloudWatch's limit, in characters. */
const longestName = 255;

const kinds = ['region', 'zone', 'oneBox'] as const;

const validNames: Find = (pipeline) =>
  alarmsOf(pipeline).flatMap(({ path, part, stages }) =>
    kinds.flatMap((kind) =>
      part[kind].flatMap((alarm) => problemsOf(alarm, { kind, stages }).map((message) => ({ path: `${path}/${kind}`, message }))),
    ),
  );

function problemsOf(alarm: Alarm, { kind, stages }: { kind: keyof Alarms; stages: readonly Stage[] }): string[] {
  const name = alarmName(alarm);
  if (name.trim() === '') return ['has an empty name: write the name of an alarm, or remove it'];
  const unknown = [...name.matchAll(/\{([^{}]*)\}/g)].map(([, word = '']) => word).filter((word) => !placeholders.includes(word));
  return [
    ...unknown.map(
      (word) => `${quoted(name)} contains {${word}}, which is not a placeholder: write {environment}, {region} or {zone}`,
    ),
    ...(name.includes('${')
      ? [`${quoted(name)} contains a $ that would stay in the name: write {environment}, {region} or {zone} without it`]
      : []),
    ...(kind === 'region' && name.includes('{zone}')
      ? [`${quoted(name)} contains {zone}, but is watched for the whole Region: move it to the alarms of zone`]
      : []),
    ...(longestAt(alarm, stages) > longestName
      ? [`${quoted(name)} is longer than the ${longestName} characters that CloudWatch allows, once it is filled in: shorten it`]
      : []),
  ];
}

const placeholders = ['environment', 'region', 'zone'];

const longestAt = (alarm: Alarm, stages: readonly Stage[]): number =>
  Math.max(
    ...stages.flatMap((stage) =>
      stage.regions.flatMap((region) => [
        alarmNameAt(alarm, { stage, region }).length,
        ...region.zones.map((zone) => alarmNameAt(alarm, { stage, region }, zone).length),
      ]),
    ),
    0,
  );

/** An alarm for all zones rolls back the zone that takes a change, whichever zone is bad. */
const ownAlarmOfZones: Find = (pipeline) =>
  alarmsOf(pipeline)
    .filter(({ stages }) => stages.some(({ regions }) => regions.some(({ zones }) => zones.length > 1)))
    .flatMap(({ path, part }) => [...sharedByZones(part.zone, `${path}/zone`), ...sharedByZones(part.oneBox, `${path}/oneBox`)]);

const sharedByZones = (alarms: readonly Alarm[], path: string): Finding[] =>
  alarms
    .map(alarmName)
    .filter((name) => !name.includes('{zone}'))
    .map((name) => ({
      path,
      message: `${quoted(name)} is one alarm for all zones of a Region, so it does not show which zone is bad: put {zone} into its name`,
    }));

export const alarmNames: readonly Rule[] = [
  error('bad-alarm-name', validNames),
  warning('alarm-of-no-one-zone', ownAlarmOfZones, { from: 'zones' }),
];
