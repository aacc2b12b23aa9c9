/** A preview as a tree of text: pure, so that what is seen is what is tested. */
import type { BakePlan } from '../../pipeline/bake-plan';
import { lengthOf } from '../../pipeline/length';
import { opensEver } from '../../pipeline/opening';
import { type RegionPlan, type StagePlan, type Step, targetsOf } from '../../pipeline/plan';
import { problemLine } from '../../pipeline/problems';
import type { RegionTimes, StageTimes } from '../../pipeline/timetable';
import type { Preview } from './preview';

/** The lines of a preview: what it comes to, then stage by stage, Region by Region, zone by zone. */
export const inWords = (whole: Preview): string[] => [
  ...summary(whole),
  ...whole.stages.flatMap((stage, index) => stageLines(stage, whole.times.stages[index], whole.alters)),
];

function summary({ pipeline, alters, stages, times, cost, notYet }: Preview): string[] {
  const regions = stages.flatMap((stage) => stage.regions);
  const waitsMs = times.stages.reduce((all, { open }) => all + (open?.waitsMs ?? 0), 0);
  const waits = waitsMs === 0 ? '' : `, of which ${lengthOf(waitsMs)} wait for windows`;
  const never = times.stages.find(({ open }) => open === undefined);
  return [
    `${pipeline}: a change of ${alters.join(', ') || 'nothing'} through ${count(stages.length, 'stage')}, ${count(regions.length, 'Region')}, ${count(regions.flatMap(targetsOf).length, 'target')}`,
    times.endsMs === undefined
      ? `  never everywhere: the windows of stage ${never?.name} do not open`
      : `  everywhere ${moment(times.endsMs)} at the earliest, ${lengthOf(times.endsMs - times.fromMs)} from ${moment(times.fromMs)}${waits}`,
    '  bakes and windows alone: deployments, builds, tests and people come on top',
    `  costs ${count(cost.mutations, 'AWS mutation')} and about ${count(cost.events, 'Temporal event')}, ${number(cost.eventsOfFirst)} more the first time`,
    `  and at least ${count(cost.looks, 'look')} at alarms and traffic, more the longer a bake waits`,
    ...notYet.map((problem) => `  not done yet, so no change starts: ${problemLine(problem)}`),
    '',
  ];
}

function stageLines(stage: StagePlan, times: StageTimes | undefined, alters: readonly string[]): string[] {
  return [
    `${stage.name} (${stage.environment})  ${whenOf(times)}`,
    ...(stage.approval === undefined ? [] : [`  waits until ${peopleOf(stage.approval)} said yes`]),
    ...windowLines(stage, times),
    ...stage.regions.flatMap((region, index) => regionLines(region, times?.regions[index], alters)),
  ];
}

const peopleOf = ({ approvers, count: wanted, expiresMs }: NonNullable<StagePlan['approval']>): string =>
  `${wanted} of ${approvers.join(', ')} (within ${lengthOf(expiresMs)})`;

function windowLines({ windows }: StagePlan, times: StageTimes | undefined): string[] {
  if (windows === undefined) return [];
  if (!opensEver(windows)) return ['  its windows never open'];
  const waitsMs = times?.open?.waitsMs ?? 0;
  return [`  by the clock of ${windows.timeZone}: ${waitsMs === 0 ? 'open then' : `waits ${lengthOf(waitsMs)} until it opens`}`];
}

const whenOf = (times: StageTimes | undefined): string =>
  times?.open === undefined
    ? 'never'
    : `${moment(times.open.entersMs)} → ${moment(times.open.endsMs)}  ${lengthOf(times.takesMs)}`;

function regionLines(region: RegionPlan, times: RegionTimes | undefined, alters: readonly string[]): string[] {
  const words = (steps: readonly Step[]) => steps.map((step) => stepWords(step, alters));
  const zones = region.zones.map(({ name, steps }, index) => {
    const takes = lengthOf(times?.zones[index]?.takesMs ?? 0);
    return `    ${name}  ${takes}  ${words(steps).join(' → ') || 'nothing'}`;
  });
  return [
    `  ${region.name} (${region.watch.account})  ${lengthOf(times?.takesMs ?? 0)}, ${count(region.watch.alarms.length, 'alarm')} watched`,
    ...words(region.steps).map((step) => `    ${step}`),
    ...zones,
    ...(region.tests.length === 0 ? [] : [`    tests: ${region.tests.join(', ')}`]),
    ...(region.bake === undefined ? [] : [`    the Region ${bakeWords(region.bake)}`]),
  ];
}

function stepWords({ of, targets, bake }: Step, alters: readonly string[]): string {
  const names = targets
    .map(({ component, atOnce }) => {
      if (!alters.includes(component)) return `${component} (left as it is)`;
      return atOnce === undefined ? component : `${component} at once (${atOnce})`;
    })
    .join(', ');
  const what = of === 'one-box' ? `one-box of ${names}` : names;
  return bake === undefined ? what : `${what}, ${bakeWords(bake)}`;
}

const bakeWords = ({ policy: { forMs, minimumRequests } }: BakePlan): string =>
  `bakes ${lengthOf(forMs)}${minimumRequests === 0 ? '' : ` and ${count(minimumRequests, 'request')}`}`;

const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const count = (many: number, what: string): string => `${number(many)} ${what}${many === 1 ? '' : 's'}`;

const number = (many: number): string => many.toLocaleString('en');
