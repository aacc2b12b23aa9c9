/** What the release's own templates say of the alarms that a pipeline goes by. */

import { type Alarm, alarmName } from '../../model/evidence';
import type { Pipeline, Stage, Zone } from '../../model/pipeline';
import { hasOneBox } from '../../model/stage';
import { nameAt, type Place, watchOf } from '../../plan/bake-plan';
import { firesWithinMs } from '../../templates/alarm-rule';
import { namedAlarmsAt, templateAlarms, writeItReadably } from '../../templates/alarms';
import { alarmPlaces } from '../places';
import type { FindInTemplates, Finding, Rule } from '../rule';
import { componentsOf, hasOneBoxes, stagesOf } from '../walk';
import { endsBefore, watched } from './bakes';

const templatesAreThere: FindInTemplates = (pipeline, templates) =>
  componentsOf(pipeline).flatMap(({ path, part: { template, oneBox } }) =>
    Object.entries({ template, oneBox }).flatMap(([key, file]) =>
      file === undefined || Object.hasOwn(templates, file)
        ? []
        : [{ path: `${path}/${key}`, message: `${JSON.stringify(file)} is not in what was built: correct the path` }],
    ),
  );

/** A Region's alarm may be made elsewhere, for all services together; a zone's own comes with what is deployed there. */
const alarmsAreMade: FindInTemplates = (pipeline, templates) =>
  alarmPlaces(pipeline).flatMap(({ path, part, stages }) => {
    if (part.zone.length + part.oneBox.length === 0) return [];
    const zones = stages
      .flatMap((stage) => zonesIn(pipeline, stage))
      .map((place) => ({ ...place, made: new Set(namedAlarmsAt(templates, place).map(({ name }) => name)) }));
    return [
      ...part.zone.flatMap((alarm) => missing(`${path}/zone`, alarm, zones)),
      ...part.oneBox.flatMap((alarm) => missing(`${path}/oneBox`, alarm, zones.filter(takesOneBox))),
    ];
  });

interface ZoneWithAlarms extends InZone {
  /** The names of those that templates make there. */
  readonly made: ReadonlySet<string | undefined>;
}

/** A condition can keep a template from making it in some places: the first is told. Where only AWS knows a name, it may be this one's. */
function missing(path: string, alarm: Alarm, zones: readonly ZoneWithAlarms[]): Finding[] {
  const first = zones.find((at) => !at.made.has(undefined) && !at.made.has(nameAt(alarm, at, at.zone)));
  if (first === undefined) return [];
  const where = `stages/${first.stage.name}/regions/${first.region.name}/zones/${first.zone.name}`;
  const name = JSON.stringify(alarmName(alarm));
  return [
    {
      path,
      message: `${name} is in no template of the release for ${where}, so it would never be seen there: correct its name, or make it there`,
    },
  ];
}

/** What a stage asks for and no other alarm is may be one with such a name. Each is told once, by the first place. */
const namesAreReadable: FindInTemplates = (pipeline, templates) => {
  const places = stagesOf(pipeline).flatMap(({ part }) => zonesIn(pipeline, part));
  const found = places.flatMap((place) => unreadable(place, namedAlarmsAt(templates, place))).reverse();
  return [...new Map(found.map((finding) => [finding.path, finding])).values()].reverse();
};

function unreadable(place: InZone, alarms: ReturnType<typeof namedAlarmsAt>): Finding[] {
  const made = new Set(alarms.map(({ name }) => name));
  const asked = made.has(undefined) ? watchOf(place).alarms.find((name) => !made.has(name)) : undefined;
  if (asked === undefined) return [];
  const message = `its name is known only to AWS, so whether it is ${JSON.stringify(asked)} cannot be told, and the gate of ${place.stage.name} would wait for that: ${writeItReadably}`;
  return alarms.flatMap(({ path, name }) => (name === undefined ? [{ path, message }] : []));
}

type InZone = Place & { readonly zone: Zone };

const zonesIn = (pipeline: Pipeline, stage: Stage): InZone[] =>
  stage.regions.flatMap((region) => region.zones.map((zone) => ({ pipeline, stage, region, zone })));

const takesOneBox = ({ pipeline, stage, zone }: InZone): boolean => hasOneBoxes(pipeline) && hasOneBox(stage, zone);

/** The alarm's period times the periods that it looks at. */
const outlastsAlarms: FindInTemplates = (pipeline, templates) =>
  stagesOf(pipeline).flatMap((stage) => {
    const place = placeIn(pipeline, stage.part);
    if (place === undefined) return [];
    const made = new Map(templateAlarms(templates, place).map(({ name, rule }) => [name, firesWithinMs(rule) ?? 0]));
    const alarms = stage.part.alarms ?? pipeline.alarms;
    return endsBefore(stage, pipeline, (kind) =>
      watched(kind, alarms).map((alarm) => ({ name: alarmName(alarm), ms: made.get(nameAt(alarm, place, place.zone)) ?? 0 })),
    );
  });

/** The first zone of a stage: when an alarm fires is seldom said otherwise in another, and `threshold-loosened` looks for that. */
export function placeIn(pipeline: Pipeline, stage: Stage | undefined): Place | undefined {
  const [region] = stage?.regions ?? [];
  const [zone] = region?.zones ?? [];
  return stage && region && { pipeline, stage, region, ...(zone && { zone }) };
}

const needs = 'templates';
const from = 'rollback';

export const templates: readonly Rule[] = [
  { name: 'template-missing', level: 'error', needs, find: templatesAreThere },
  { name: 'alarm-in-no-template', level: 'warning', needs, find: alarmsAreMade, from },
  { name: 'alarm-name-unreadable', level: 'warning', needs, find: namesAreReadable, from },
  { name: 'bake-shorter-than-alarm-in-template', level: 'warning', needs, find: outlastsAlarms, from, about: 'time' },
];
