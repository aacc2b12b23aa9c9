/** A preview as a tree of text: pure, so that what is seen is what is tested. */

import { describeWindows } from '../../pipeline/gates/describe-windows';
import { canEverOpen } from '../../pipeline/gates/opening';
import { describeDuration } from '../../pipeline/model/duration-text';
import type { StagePlan } from '../../pipeline/plan/plan';
import type { StageTimes } from '../../pipeline/plan/timetable';
import type { LocalTime, Preview } from './preview';
import { localMoment, moment } from './quantities';
import { regionLines } from './region-lines';
import { summary } from './summary';

/** The lines of a preview: what it comes to, then stage by stage, Region by Region, zone by zone. */
export const inWords = (whole: Preview): string[] => [
  ...summary(whole),
  '',
  ...whole.stages.flatMap((stage, index) =>
    stageLines(stage, { times: whole.times.stages[index], enters: entryOf(stage, whole), alters: whole.alters }),
  ),
];

interface Around {
  readonly times: StageTimes | undefined;
  readonly enters: LocalTime | undefined;
  readonly alters: readonly string[];
}

const entryOf = ({ name }: StagePlan, { enters }: Preview): LocalTime | undefined => enters.find(({ stage }) => stage === name);

function stageLines(stage: StagePlan, around: Around): string[] {
  const { times, alters } = around;
  return [
    `${stage.name} (${stage.environment})  ${whenOf(times)}`,
    ...(stage.approval === undefined ? [] : [`  waits until ${peopleOf(stage.approval)} said yes`]),
    ...windowLines(stage, around),
    ...stage.regions.flatMap((region, index) => regionLines(region, times?.regions[index], alters)),
  ];
}

const peopleOf = ({ approvers, count: wanted, expiresMs }: NonNullable<StagePlan['approval']>): string =>
  `${wanted} of ${approvers.join(', ')} (within ${describeDuration(expiresMs)})`;

/** The opening stands there by the clock of the windows, too: whoever wrote them reads that one. */
function windowLines({ windows }: StagePlan, { times, enters }: Around): string[] {
  if (windows === undefined) return [];
  if (!canEverOpen(windows)) return ['  its windows never open'];
  const hours = `  open ${describeWindows(windows)}`;
  if (times?.open === undefined) return [hours];
  const waits = times.open.waitsMs === 0 ? 'open then' : `waits ${describeDuration(times.open.waitsMs)} until it opens`;
  const local = enters === undefined || windows.timeZone === 'UTC' ? '' : `, ${localMoment(enters)} there`;
  return [`${hours}: ${waits}${local}`];
}

const whenOf = (times: StageTimes | undefined): string =>
  times?.open === undefined
    ? 'never'
    : `${moment(times.open.entersMs)} → ${moment(times.open.endsMs)}  ${describeDuration(times.takesMs)}`;
