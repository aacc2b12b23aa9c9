/** A Region of a plan in words: what is deployed once, its zones in order, its tests, its bake. */

import { describeDuration } from '../../pipeline/model/duration-text';
import type { BakePlan } from '../../pipeline/plan/bake-plan';
import type { RegionPlan, Step } from '../../pipeline/plan/plan';
import type { RegionTimes } from '../../pipeline/plan/timetable';
import { count } from './format';

/** The lines of a Region. */
export function regionLines(region: RegionPlan, times: RegionTimes | undefined, alters: readonly string[]): string[] {
  return [
    `  ${region.name} (${region.watch.account})  ${describeDuration(times?.takesMs ?? 0)}, ${count(region.watch.alarms.length, 'alarm')} watched`,
    ...wordsOf(region.steps, alters).map((step) => `    ${step}`),
    ...zoneLines(region, times, alters),
    ...(region.tests.length === 0 ? [] : [`    tests: ${region.tests.join(', ')}`]),
    ...(region.bake === undefined ? [] : [`    the Region ${bakeWords(region.bake)}`]),
  ];
}

/** Consecutive zones that do the same in the same time share a line. */
function zoneLines({ zones }: RegionPlan, times: RegionTimes | undefined, alters: readonly string[]): string[] {
  const rows: { readonly names: string[]; readonly does: string }[] = [];
  for (const [index, { name, steps }] of zones.entries()) {
    const does = `${describeDuration(times?.zones[index]?.takesMs ?? 0)}  ${wordsOf(steps, alters).join(' → ') || 'nothing'}`;
    const last = rows.at(-1);
    if (last?.does === does) last.names.push(name);
    else rows.push({ names: [name], does });
  }
  return rows.map(({ names, does }) =>
    names.length === 1 ? `    ${names[0]}  ${does}` : `    zones ${names.join(', ')}, one at a time: each ${does}`,
  );
}

const wordsOf = (steps: readonly Step[], alters: readonly string[]): string[] => steps.map((step) => stepWords(step, alters));

function stepWords({ of, targets, bake }: Step, alters: readonly string[]): string {
  const names = targets
    .map(({ component, atOnce }) => {
      if (!alters.includes(component)) return `${component} (unchanged)`;
      return atOnce === undefined ? component : `${component} at once (${atOnce})`;
    })
    .join(', ');
  const what = of === 'one-box' ? `one-box of ${names}` : names;
  return bake === undefined ? what : `${what}, ${bakeWords(bake)}`;
}

const bakeWords = ({ criteria: { forMs, minimumRequests } }: BakePlan): string =>
  `bakes ${describeDuration(forMs)}${minimumRequests === 0 ? '' : ` and ${count(minimumRequests, 'request')}`}`;
