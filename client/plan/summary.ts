/** The first lines of a plan: what prevents it from starting or from being safe, then when it is everywhere and what it costs. */
import { describeDuration } from '../../pipeline/model/duration-text';
import { rungs } from '../../pipeline/model/rung';
import { targetsOf } from '../../pipeline/plan/plan';
import { describeProblem } from '../../pipeline/rules/problems';
import { failureLines } from './failure-lines';
import { count, number, utcTime } from './format';
import type { Preview } from './preview';
import { reachLines } from './reach-lines';

/** The summary of a preview. */
export const summaryLines = (whole: Preview): string[] => [
  titleOf(whole),
  ...whole.notYet.map((problem) => `  not done yet, so no change starts: ${describeProblem(problem)}`),
  ...unwatchedLine(whole),
  ...rungLine(whole),
  endLine(whole),
  '  this counts bakes and windows only: deployments, builds, tests and approvals add to it',
  ...failureLines(whole),
  ...reachLines(whole),
  ...costLines(whole),
];

/** A Region that several stages use counts once. */
function titleOf({ pipeline, alters, stages, cost: { mutations } }: Preview): string {
  const regions = stages.flatMap((stage) => stage.regions);
  const targets = regions.flatMap(targetsOf).length;
  return [
    `${pipeline}: a change of ${alters.join(', ') || 'nothing'} through ${count(stages.length, 'stage')}`,
    count(new Set(regions.map(({ name }) => name)).size, 'Region'),
    `${mutations === targets ? '' : `${number(mutations)} of `}${count(targets, 'target')}`,
  ].join(', ');
}

function unwatchedLine({ unwatched, stages }: Preview): string[] {
  if (unwatched.length === 0) return [];
  const isAll = stages.every(({ environment, name }) => environment !== 'prod' || unwatched.includes(name));
  const what = isAll ? 'production' : `${unwatched.length === 1 ? 'wave' : 'waves'} ${unwatched.join(', ')}`;
  return [`  no bake watches ${what}: only a person can notice that a deployment does harm`];
}

const rungLine = ({ rung }: Preview): string[] =>
  rung === rungs.at(-1)
    ? []
    : [`  its rung is ${rung}, ${rungs.indexOf(rung) + 1} of ${rungs.length}: rules of higher rungs do not apply`];

function endLine({ times }: Preview): string {
  const never = times.stages.find(({ open }) => open === undefined);
  if (times.endsMs === undefined) return `  never everywhere: the windows of stage ${never?.name} never open`;
  const waitsMs = times.stages.reduce((all, { open }) => all + (open?.waitsMs ?? 0), 0);
  const waits = waitsMs === 0 ? '' : `, of which it waits ${describeDuration(waitsMs)} for windows`;
  return `  everywhere ${utcTime(times.endsMs)} at the earliest, ${describeDuration(times.endsMs - times.fromMs)} from ${utcTime(times.fromMs)}${waits}`;
}

const costLines = ({ cost }: Preview): string[] => [
  `  costs ${count(cost.mutations, 'AWS mutation')} and about ${count(cost.events, 'Temporal event')}, ${number(cost.eventsOfFirst)} more the first time`,
  `  and at least ${count(cost.looks, 'look')} at alarms and traffic, more the longer a bake waits`,
];
