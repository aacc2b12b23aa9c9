/** Alarms that the same template defines differently in another stage, by its parameters, conditions or mappings. */

import type { Pipeline, Region, Stage } from '../../model/pipeline';
import type { AlarmRule } from '../../templates/alarm-rule';
import { type TemplateAlarm, templateAlarms } from '../../templates/alarms';
import type { Templates } from '../../templates/templates';
import type { FindInTemplates, Finding, Rule } from '../rule';
import { type At, regionsOf, stagesIn, wavesOf } from '../walk';
import { firstLocation } from './alarms-in-templates';

/** A change that gamma's alarms let pass, but production's would not, does its damage in production first. */
const gammaAlarms: FindInTemplates = (pipeline, templates) => {
  const production = alarmsAt(pipeline, wavesOf(pipeline)[0]?.part, templates);
  return stagesIn('gamma', pipeline).flatMap((stage) => {
    const here = byPath(alarmsAt(pipeline, stage.part, templates));
    return production.flatMap((alarm) => differencesFrom(stage, alarm, here.get(alarm.path)));
  });
};

function differencesFrom({ path, part }: At<Stage>, production: TemplateAlarm, here: TemplateAlarm | undefined): Finding[] {
  if (here === undefined)
    return isOfMissingOneBox(production, part)
      ? []
      : [{ path: production.path, message: `production has this alarm, but ${path} does not: define it in both` }];
  const [mine, theirs] = [describeRule(here.rule), describeRule(production.rule)];
  return Object.keys(theirs)
    .filter((property) => mine[property] !== theirs[property])
    .map((property) => ({
      path: production.path,
      message: `its ${property} is ${mine[property]} in ${path} and ${theirs[property]} in production: make them the same`,
    }));
}

/** Without a one-box in gamma there is nothing to watch. `gamma-deploys-otherwise` reports the missing one-box. */
const isOfMissingOneBox = ({ path }: TemplateAlarm, { oneBox }: Stage): boolean => !oneBox && path.split('/')[2] === 'oneBox';

/** What is compared of a rule. A composite alarm has an expression, and the alarms in it are compared themselves. */
const describeRule = (rule: AlarmRule): Record<string, string> =>
  rule.expression === undefined
    ? {
        metric: rule.metric,
        statistic: rule.statistic,
        period: `${rule.period ?? 'unknown'}`,
        'number of datapoints': `${rule.datapoints ?? 'unknown'} of ${rule.periods ?? 'unknown'}`,
        threshold: `${rule.comparison} ${rule.threshold}`,
        'treatment of missing data': rule.missingData,
      }
    : { rule: rule.expression };

/** Later waves are wider than the first, so their alarms must not be more tolerant. */
const neverLooser: FindInTemplates = (pipeline, templates) => {
  const [first, ...later] = wavesOf(pipeline);
  const expected = byPath(alarmsAt(pipeline, first?.part, templates));
  return later.flatMap((stage) =>
    regionsOf(stage).flatMap(({ path, part }) =>
      alarmsAt(pipeline, onlyRegion(stage.part, part), templates).flatMap((alarm) => {
        const before = expected.get(alarm.path);
        const why = before && whyLooser(alarm.rule, before.rule, path);
        return why === undefined ? [] : [{ path: alarm.path, message: why }];
      }),
    ),
  );
};

/** Which of two expressions fires less often cannot be told from their texts, so every difference counts. */
function whyLooser(now: AlarmRule, before: AlarmRule, path: string): string | undefined {
  if (now.expression !== before.expression)
    return `its rule is ${now.expression} in ${path} and ${before.expression} in the first wave: make them the same`;
  return isLooser(now, before)
    ? `its threshold is ${now.threshold} in ${path} and ${before.threshold} in the first wave: do not loosen it`
    : undefined;
}

const onlyRegion = (stage: Stage, region: Region): Stage => ({ ...stage, regions: [region] });

function isLooser(now: AlarmRule, before: AlarmRule): boolean {
  if (now.comparison !== before.comparison) return false;
  const more = Number(now.threshold) - Number(before.threshold);
  return now.comparison.startsWith('Less') ? more < 0 : more > 0;
}

function alarmsAt(pipeline: Pipeline, stage: Stage | undefined, templates: Templates): TemplateAlarm[] {
  const location = firstLocation(pipeline, stage);
  return location === undefined ? [] : templateAlarms(templates, location);
}

const byPath = (alarms: readonly TemplateAlarm[]): Map<string, TemplateAlarm> =>
  new Map(alarms.map((alarm) => [alarm.path, alarm]));

export const thresholds: readonly Rule[] = [
  { name: 'gamma-alarms-differ-in-template', level: 'warning', needs: 'templates', find: gammaAlarms, from: 'rollback' },
  { name: 'threshold-loosened', level: 'warning', needs: 'templates', find: neverLooser, from: 'rollback' },
];
