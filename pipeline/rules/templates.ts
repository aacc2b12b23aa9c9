/** What the release's own templates say of the alarms that a pipeline goes by. */

import { firesWithinMs } from '../alarm-rule';
import { nameAt, type Place } from '../bake-plan';
import { alarmName } from '../evidence';
import type { Alarms, Pipeline, Stage } from '../model';
import type { FindInTemplates, Finding, Rule, Templates } from '../rule';
import { templateAlarms } from '../template-alarms';
import { endsBefore, watched } from './bakes';
import { alarmPlaces } from './places';
import { componentsOf, stagesOf } from './walk';

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
    const place = placeIn(pipeline, stages[0]);
    return place === undefined ? [] : notMade(path, part, { place, templates });
  });

function notMade(path: string, alarms: Alarms, { place, templates }: { place: Place; templates: Templates }): Finding[] {
  const made = templateAlarms(templates, place).map(({ name }) => name);
  if (made.includes(undefined)) return []; // it may be the one whose name only AWS knows
  const kinds = ['zone', ...(place.stage.oneBox ? (['oneBox'] as const) : [])] as const;
  return kinds.flatMap((kind) =>
    alarms[kind]
      .filter((alarm) => !made.includes(nameAt(alarm, place, place.zone)))
      .map((alarm) => ({
        path: `${path}/${kind}`,
        message: `${JSON.stringify(alarmName(alarm))} is in no template of the release, so it would never be seen: correct its name, or make it there`,
      })),
  );
}

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

/** The first zone of a stage: what a template says there it says in all of them. */
export function placeIn(pipeline: Pipeline, stage: Stage | undefined): Place | undefined {
  const [region] = stage?.regions ?? [];
  const [zone] = region?.zones ?? [];
  return stage && region && zone && { pipeline, stage, region, zone };
}

const needs = 'templates';
const from = 'rollback';

export const templates: readonly Rule[] = [
  { name: 'template-missing', level: 'error', needs, find: templatesAreThere },
  { name: 'alarm-in-no-template', level: 'warning', needs, find: alarmsAreMade, from },
  { name: 'bake-shorter-than-alarm-in-template', level: 'warning', needs, find: outlastsAlarms, from, about: 'time' },
];
