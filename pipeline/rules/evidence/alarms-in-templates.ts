/** Compares the alarms that a pipeline names with those that the release's templates define. */

import { readableNameAdvice } from '../../gates/alarm-gate';
import { type Alarm, alarmName } from '../../model/evidence';
import type { Pipeline, Stage, Zone } from '../../model/pipeline';
import { hasOneBox } from '../../model/stage';
import { alarmNameAt } from '../../plan/alarm-name';
import { watchOf } from '../../plan/bake-plan';
import type { Location } from '../../plan/location';
import { firesWithinMs } from '../../templates/alarm-rule';
import { namedAlarmsAt, templateAlarms } from '../../templates/alarms';
import { type FindInTemplates, type Finding, quoted, type Rule } from '../rule';
import { alarmsOf, componentsOf, hasOneBoxes, stagesOf } from '../walk';
import { alarmsWatched, bakesEndingBefore } from './bakes';

const templatesExist: FindInTemplates = (pipeline, templates) =>
  componentsOf(pipeline).flatMap(({ path, part: { template, oneBox } }) =>
    Object.entries({ template, oneBox }).flatMap(([key, file]) =>
      file === undefined || Object.hasOwn(templates, file)
        ? []
        : [{ path: `${path}/${key}`, message: `${quoted(file)} is not in the build's output: correct the path` }],
    ),
  );

/** An alarm of a Region may be defined elsewhere, for several services. Alarms of a zone come with what is deployed there. */
const alarmsAreDefined: FindInTemplates = (pipeline, templates) =>
  alarmsOf(pipeline).flatMap(({ path, part, stages }) => {
    if (part.zone.length + part.oneBox.length === 0) return [];
    const zones = stages
      .flatMap((stage) => zonesIn(pipeline, stage))
      .map((zone) => ({ ...zone, defined: new Set(namedAlarmsAt(templates, zone).map(({ name }) => name)) }));
    return [
      ...part.zone.flatMap((alarm) => missingAlarm(`${path}/zone`, alarm, zones)),
      ...part.oneBox.flatMap((alarm) => missingAlarm(`${path}/oneBox`, alarm, zones.filter(takesOneBox))),
    ];
  });

interface ZoneWithAlarms extends ZoneLocation {
  /** The names of the alarms that templates define there; `undefined` for one that only AWS knows. */
  readonly defined: ReadonlySet<string | undefined>;
}

/**
 * Reports the first zone without the alarm, because a condition can leave it out in some zones. An alarm whose name only AWS knows may be
 * this one.
 */
function missingAlarm(path: string, alarm: Alarm, zones: readonly ZoneWithAlarms[]): Finding[] {
  const first = zones.find((at) => !at.defined.has(undefined) && !at.defined.has(alarmNameAt(alarm, at, at.zone)));
  if (first === undefined) return [];
  const where = `stages/${first.stage.name}/regions/${first.region.name}/zones/${first.zone.name}`;
  const name = quoted(alarmName(alarm));
  return [
    {
      path,
      message: `no template of the release defines ${name} for ${where}, so it could never be read there: correct its name, or define it`,
    },
  ];
}

/** An alarm that a stage asks for and that no template defines may be one whose name only AWS knows. Reports each once, for its first zone. */
const namesAreReadable: FindInTemplates = (pipeline, templates) => {
  const zones = stagesOf(pipeline).flatMap(({ part }) => zonesIn(pipeline, part));
  const lastFirst = zones.flatMap((zone) => unreadableNames(zone, namedAlarmsAt(templates, zone))).reverse();
  return [...new Map(lastFirst.map((finding) => [finding.path, finding])).values()].reverse();
};

function unreadableNames(location: ZoneLocation, alarms: ReturnType<typeof namedAlarmsAt>): Finding[] {
  const defined = new Set(alarms.map(({ name }) => name));
  const asked = defined.has(undefined) ? watchOf(location).alarms.find((name) => !defined.has(name)) : undefined;
  if (asked === undefined) return [];
  const message = `only AWS knows its name, so the gate of ${location.stage.name} might wait for ${quoted(asked)} in vain: ${readableNameAdvice}`;
  return alarms.flatMap(({ path, name }) => (name === undefined ? [{ path, message }] : []));
}

type ZoneLocation = Location & { readonly zone: Zone };

const zonesIn = (pipeline: Pipeline, stage: Stage): ZoneLocation[] =>
  stage.regions.flatMap((region) => region.zones.map((zone) => ({ pipeline, stage, region, zone })));

const takesOneBox = ({ pipeline, stage, zone }: ZoneLocation): boolean => hasOneBoxes(pipeline) && hasOneBox(stage, zone);

/** The delay of an alarm is its period times its evaluation periods. */
const outlastsAlarms: FindInTemplates = (pipeline, templates) =>
  stagesOf(pipeline).flatMap((stage) => {
    const location = firstLocation(pipeline, stage.part);
    if (location === undefined) return [];
    const delays = new Map(templateAlarms(templates, location).map(({ name, rule }) => [name, firesWithinMs(rule) ?? 0]));
    const alarms = stage.part.alarms ?? pipeline.alarms;
    return bakesEndingBefore(stage, pipeline, (kind) =>
      alarmsWatched(kind, alarms).map((alarm) => ({
        name: alarmName(alarm),
        ms: delays.get(alarmNameAt(alarm, location, location.zone)) ?? 0,
      })),
    );
  });

/** The first zone of a stage. Other zones seldom define an alarm differently, and `threshold-loosened` looks for that. */
export function firstLocation(pipeline: Pipeline, stage: Stage | undefined): Location | undefined {
  const [region] = stage?.regions ?? [];
  const [zone] = region?.zones ?? [];
  return stage && region && { pipeline, stage, region, ...(zone && { zone }) };
}

const needs = 'templates';
const from = 'rollback';

export const templates: readonly Rule[] = [
  { name: 'template-missing', level: 'error', needs, find: templatesExist },
  { name: 'alarm-in-no-template', level: 'warning', needs, find: alarmsAreDefined, from },
  { name: 'alarm-name-unreadable', level: 'warning', needs, find: namesAreReadable, from },
  { name: 'bake-shorter-than-alarm-in-template', level: 'warning', needs, find: outlastsAlarms, from, about: 'time' },
];
