/** Compares the alarms that a pipeline names with those that the release's templates define. */

import { readableNameAdvice } from '../../gates/alarm-gate';
import { type Alarm, alarmName } from '../../model/evidence';
import type { Pipeline, Stage, Zone } from '../../model/pipeline';
import { hasOneBox } from '../../model/stage';
import { alarmNameAt } from '../../plan/alarm-name';
import { watchOf } from '../../plan/bake-plan';
import type { Location } from '../../plan/location';
import { namedAlarmsAt, templateAlarms } from '../../templates/alarms';
import { delaysByName } from '../../templates/composite';
import { hidingTemplates } from '../../templates/hidden';
import { stacksAt } from '../../templates/stack-template';
import type { Templates } from '../../templates/templates';
import { type FindInTemplates, type Finding, quoted, type Rule } from '../rule';
import { alarmsOf, componentsOf, firstOfEach, hasOneBoxes, stagesOf } from '../walk';
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
const alarmsAreDefined: FindInTemplates = (pipeline, templates) => {
  const hiding = hidingTemplates(templates);
  return alarmsOf(pipeline).flatMap(({ path, part, stages }) => {
    if (part.zone.length + part.oneBox.length === 0) return [];
    const zones = stages
      .flatMap((stage) => zonesIn(pipeline, stage))
      .map((zone) => ({
        ...zone,
        defined: new Set(namedAlarmsAt(templates, zone).map(({ name }) => name)),
        isHidden: hides(templatesAt(templates, zone), hiding),
      }));
    return [
      ...part.zone.flatMap((alarm) => missingAlarm(`${path}/zone`, alarm, zones)),
      ...part.oneBox.flatMap((alarm) => missingAlarm(`${path}/oneBox`, alarm, zones.filter(takesOneBox))),
    ];
  });
};

interface ZoneWithAlarms extends ZoneLocation {
  /** The names of the alarms that templates define there; `undefined` for one that only AWS knows. */
  readonly defined: ReadonlySet<string | undefined>;
  /** Whether a template makes resources there that it does not show. */
  readonly isHidden: boolean;
}

const hides = (some: readonly unknown[], hiding: ReadonlySet<unknown>): boolean => some.some((one) => hiding.has(one));

const templatesAt = (templates: Templates, location: Location): unknown[] =>
  stacksAt(templates, location).map(({ template }) => template);

/**
 * Reports the first zone without the alarm, because a condition can leave it out in some zones. An alarm whose name only AWS knows may be
 * this one, and so may one that a macro, a nested stack or a module makes.
 */
function missingAlarm(path: string, alarm: Alarm, zones: readonly ZoneWithAlarms[]): Finding[] {
  const first = zones.find(
    (at) => !at.isHidden && !at.defined.has(undefined) && !at.defined.has(alarmNameAt(alarm, at, at.zone)),
  );
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
  const hiding = hidingTemplates(templates);
  const zones = stagesOf(pipeline)
    .flatMap(({ part }) => zonesIn(pipeline, part))
    .filter((zone) => !hides(templatesAt(templates, zone), hiding)); // what hides resources may make the alarm
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
    const delays = delaysByName(templateAlarms(templates, location));
    const alarms = stage.part.alarms ?? pipeline.alarms;
    return bakesEndingBefore(stage, pipeline, (kind) =>
      alarmsWatched(kind, alarms).map((alarm) => ({
        name: alarmName(alarm),
        ms: delays.get(alarmNameAt(alarm, location, location.zone)) ?? 0,
      })),
    );
  });

const [hourS, dayS, weekS] = [3_600, 86_400, 604_800];

/**
 * In seconds: how far back an alarm of a period may look, by the documentation of `EvaluationPeriods`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const furthestLook = (period: number): number => (period < hourS ? dayS : weekS);

/** CloudWatch refuses such an alarm, and with it the stack. Alarms of 10 or 30 seconds are fine: they are evaluated as the points come. */
const alarmsAreAccepted: FindInTemplates = (pipeline, templates) => {
  const alarms = stagesOf(pipeline).flatMap(({ part }) => {
    const location = firstLocation(pipeline, part);
    return location === undefined ? [] : templateAlarms(templates, location);
  });
  return firstOfEach(
    alarms.flatMap(({ path, rule: { period = 0, periods = 0 } }) =>
      period * periods <= furthestLook(period)
        ? []
        : [
            {
              path,
              message: `its Period ${period} × EvaluationPeriods ${periods} is more than the ${furthestLook(period)} seconds that CloudWatch allows: shorten one of them`,
            },
          ],
    ),
    ({ path, message }) => `${path}: ${message}`,
  );
};

/** The first zone of a stage. Other zones seldom define an alarm differently, and `threshold-loosened` looks for that. */
export function firstLocation(pipeline: Pipeline, stage: Stage | undefined): Location | undefined {
  const [region] = stage?.regions ?? [];
  const [zone] = region?.zones ?? [];
  return stage && region && { pipeline, stage, region, ...(zone && { zone }) };
}

const needs = 'templates';
const from = 'rollback';

export const templates: readonly Rule[] = [
  { name: 'template-missing', level: 'error', needs, find: templatesExist, reads: 'files' },
  { name: 'alarm-looks-too-far-back', level: 'error', needs, find: alarmsAreAccepted },
  { name: 'alarm-in-no-template', level: 'warning', needs, find: alarmsAreDefined, from },
  { name: 'alarm-name-unreadable', level: 'warning', needs, find: namesAreReadable, from },
  { name: 'bake-shorter-than-alarm-in-template', level: 'warning', needs, find: outlastsAlarms, from, about: 'time' },
];
