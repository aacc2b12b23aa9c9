/** What the release's own templates say of the alarms that a pipeline goes by. */
import { firesWithinMs } from '../alarm-rule';
import { nameAt, type Place } from '../bake-plan';
import { type Alarm, alarmName } from '../evidence';
import type { Pipeline, Stage, Zone } from '../model';
import type { FindInTemplates, Finding, Rule } from '../rule';
import { hasOneBox } from '../stage';
import { alarmNamesAt, templateAlarms } from '../template-alarms';
import { endsBefore, watched } from './bakes';
import { alarmPlaces } from './places';
import { componentsOf, hasOneBoxes, stagesOf } from './walk';

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
      .map((place) => ({ ...place, made: new Set(alarmNamesAt(templates, place)) }));
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
  { name: 'bake-shorter-than-alarm-in-template', level: 'warning', needs, find: outlastsAlarms, from, about: 'time' },
];
