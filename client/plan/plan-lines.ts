/** A preview as a tree of text. Pure, so that the tests see what people see. */

import { describeWindows } from '../../pipeline/gates/describe-windows';
import { canEverOpen } from '../../pipeline/gates/opening';
import { describeDuration } from '../../pipeline/model/duration-text';
import type { StagePlan } from '../../pipeline/plan/plan';
import type { StageTimes } from '../../pipeline/plan/timetable';
import { localTime, utcTime } from './format';
import type { LocalTime, Preview } from './preview';
import { regionLines } from './region-lines';
import { summaryLines } from './summary';

/** The lines of a preview: the summary, then stage by stage, Region by Region, zone by zone. */
export const planLines = (whole: Preview): string[] => [
  ...summaryLines(whole),
  '',
  ...whole.stages.flatMap((stage, index) =>
    stageLines(stage, { times: whole.times.stages[index], enters: entryOf(stage, whole), alters: whole.alters }),
  ),
];

interface Context {
  readonly times: StageTimes | undefined;
  readonly enters: LocalTime | undefined;
  readonly alters: readonly string[];
}

const entryOf = ({ name }: StagePlan, { enters }: Preview): LocalTime | undefined => enters.find(({ stage }) => stage === name);

function stageLines(stage: StagePlan, context: Context): string[] {
  const { times, alters } = context;
  return [
    `${stage.name} (${stage.environment})  ${whenOf(times)}`,
    ...(stage.approval === undefined ? [] : [`  waits for approval by ${peopleOf(stage.approval)}`]),
    ...windowLines(stage, context),
    ...stage.regions.flatMap((region, index) => regionLines(region, times?.regions[index], alters)),
  ];
}

const peopleOf = ({ approvers, count, expiresMs }: NonNullable<StagePlan['approval']>): string =>
  `${count} of ${approvers.join(', ')} (within ${describeDuration(expiresMs)})`;

/** Also gives the opening in the time zone of the windows, in which their author thinks. */
function windowLines({ windows }: StagePlan, { times, enters }: Context): string[] {
  if (windows === undefined) return [];
  if (!canEverOpen(windows)) return ['  its windows never open'];
  const hours = `  open ${describeWindows(windows)}`;
  if (times?.open === undefined) return [hours];
  const waits = times.open.waitsMs === 0 ? 'open then' : `waits ${describeDuration(times.open.waitsMs)} until it opens`;
  const local = enters === undefined || windows.timeZone === 'UTC' ? '' : `, ${localTime(enters)} there`;
  return [`${hours}: ${waits}${local}`];
}

const whenOf = (times: StageTimes | undefined): string =>
  times?.open === undefined
    ? 'never'
    : `${utcTime(times.open.entersMs)} → ${utcTime(times.open.endsMs)}  ${describeDuration(times.takesMs)}`;
