/** Alarms that the same templates make otherwise in another place: by their parameters, their conditions and their maps. */

import type { Pipeline, Region, Stage } from '../../model/pipeline';
import type { AlarmRule } from '../../templates/alarm-rule';
import { type TemplateAlarm, templateAlarms } from '../../templates/alarms';
import type { Templates } from '../../templates/templates';
import type { FindInTemplates, Finding, Rule } from '../rule';
import { type At, regionsOf, stagesIn, wavesOf } from '../walk';
import { placeIn } from './alarms-in-templates';

/** What gamma's alarms let pass, production would be the first to feel. */
const gammaAlarms: FindInTemplates = (pipeline, templates) => {
  const production = alarmsAt(pipeline, wavesOf(pipeline)[0]?.part, templates);
  return stagesIn('gamma', pipeline).flatMap((stage) => {
    const here = byPath(alarmsAt(pipeline, stage.part, templates));
    return production.flatMap((alarm) => apart(stage, alarm, here.get(alarm.path)));
  });
};

function apart({ path, part }: At<Stage>, production: TemplateAlarm, here: TemplateAlarm | undefined): Finding[] {
  if (here === undefined)
    return isOneBoxNotThere(production, part)
      ? []
      : [{ path: production.path, message: `production has this alarm and ${path} has not: make it in both` }];
  const [mine, theirs] = [saidOf(here.rule), saidOf(production.rule)];
  return Object.keys(theirs)
    .filter((what) => mine[what] !== theirs[what])
    .map((what) => ({
      path: production.path,
      message: `its ${what} is ${mine[what]} in ${path} and ${theirs[what]} in production: make them the same`,
    }));
}

/** Without a one-box in gamma there is nothing to watch; that it is missing is told by a rule of its own. */
const isOneBoxNotThere = ({ path }: TemplateAlarm, { oneBox }: Stage): boolean => !oneBox && path.split('/')[2] === 'oneBox';

const saidOf = (rule: AlarmRule): Record<string, string> => ({
  metric: rule.metric,
  statistic: rule.statistic,
  period: `${rule.period ?? 'not known'}`,
  'number of datapoints': `${rule.datapoints ?? 'not known'} of ${rule.periods ?? 'not known'}`,
  threshold: `${rule.comparison} ${rule.threshold}`,
  'treatment of missing data': rule.missingData,
});

/** What grows from wave to wave is how much is risked, never what is forgiven. */
const neverLooser: FindInTemplates = (pipeline, templates) => {
  const [first, ...later] = wavesOf(pipeline);
  const wanted = byPath(alarmsAt(pipeline, first?.part, templates));
  return later.flatMap((stage) =>
    regionsOf(stage).flatMap(({ path, part }) =>
      alarmsAt(pipeline, only(stage.part, part), templates).flatMap((alarm) => {
        const before = wanted.get(alarm.path);
        return before === undefined || !isLooser(alarm.rule, before.rule)
          ? []
          : [
              {
                path: alarm.path,
                message: `its threshold is ${alarm.rule.threshold} in ${path} and ${before.rule.threshold} in the first wave: do not loosen it`,
              },
            ];
      }),
    ),
  );
};

const only = (stage: Stage, region: Region): Stage => ({ ...stage, regions: [region] });

function isLooser(now: AlarmRule, before: AlarmRule): boolean {
  if (now.comparison !== before.comparison) return false;
  const more = Number(now.threshold) - Number(before.threshold);
  return now.comparison.startsWith('Less') ? more < 0 : more > 0;
}

function alarmsAt(pipeline: Pipeline, stage: Stage | undefined, templates: Templates): TemplateAlarm[] {
  const place = placeIn(pipeline, stage);
  return place === undefined ? [] : templateAlarms(templates, place);
}

const byPath = (alarms: readonly TemplateAlarm[]): Map<string, TemplateAlarm> =>
  new Map(alarms.map((alarm) => [alarm.path, alarm]));

export const thresholds: readonly Rule[] = [
  { name: 'gamma-alarms-differ-in-template', level: 'warning', needs: 'templates', find: gammaAlarms, from: 'rollback' },
  { name: 'threshold-loosened', level: 'warning', needs: 'templates', find: neverLooser, from: 'rollback' },
];
