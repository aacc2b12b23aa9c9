/** The gates that close and open by themselves: opening hours and quiet alarms. */
import { sleep } from '@temporalio/workflow';
import type { GatePlace, GatesOutcome, OpeningOutcome } from '../../activities/contract';
import { type RegionPlan, type StagePlan, targetsOf } from '../../pipeline/plan/plan';
import { every, polling, quick } from '../activities';
import type { ChangeProgress } from '../progress/change-progress';
import { oneLine } from '../progress/one-line';
import type { ExaminedStage } from './examine-stage';

/** An answer that took longer, because no worker was running, may be about an hour that is past. */
const freshMs = 10_000;

/** Waits until the windows of a stage are open. */
export async function waitUntilOpen(stage: StagePlan, progress: ChangeProgress): Promise<void> {
  for (let hours = await hoursOf(stage); hours.kind === 'closed'; hours = await hoursOf(stage)) {
    progress.stage(stage.name, 'waiting', hours.because, new Date(hours.opensAtMs).toISOString());
    await sleep(Math.max(hours.opensAtMs - Date.now(), 1), { summary: oneLine(`stage ${stage.name} ${hours.because}`) });
  }
}

/** What the gate of alarms is told: the release, what examining it has found, and what people have allowed. */
interface Known {
  readonly release: string;
  readonly examined?: ExaminedStage;
  readonly allowed: readonly string[];
}

/** Waits until every alarm that the stage watches exists, or may be created by the release, and is quiet. */
export async function waitForQuietAlarms(stage: StagePlan, known: Known): Promise<void> {
  await askAlarms(stage, known, true);
}

/** Whether the gates are open now. Asked before the first touch only: no gate stops a stage midway. */
export async function lookAgain(stage: StagePlan, known: Known): Promise<GatesOutcome> {
  const hours = await hoursOf(stage);
  return hours.kind === 'open' ? await askAlarms(stage, known, false) : hours;
}

/** Rules of time zones change, so an activity reads them once and history keeps the answer. */
async function hoursOf({ name, windows }: StagePlan): Promise<OpeningOutcome> {
  if (windows === undefined) return { kind: 'open' };
  for (;;) {
    const askedMs = Date.now();
    const answer = await quick.opening.executeWithOptions({ summary: `windows of ${name}` }, [{ windows }]);
    if (answer.kind === 'closed' || Date.now() - askedMs < freshMs) return answer; // a late "closed" does no harm: it is asked again
  }
}

const askAlarms = (stage: StagePlan, { release, examined, allowed }: Known, wait: boolean): Promise<GatesOutcome> =>
  polling.gates.executeWithOptions(
    {
      summary: `are the alarms of ${stage.name} ${wait ? 'there and' : 'still'} quiet?`,
      ...every(stage.regions[0]?.lookEveryMs ?? 1000),
    },
    [
      {
        release,
        wait,
        places: stage.regions.map((region) => placeIn(region, examined)),
        ...(allowed.length > 0 && { allowed }),
      },
    ],
  );

const placeIn = (region: RegionPlan, examined: ExaminedStage | undefined): GatePlace => {
  const found = examined?.regions.get(region.name);
  return { look: region.watch, targets: targetsOf(region), ...(found && { examined: found }) };
};
