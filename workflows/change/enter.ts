import { CancellationScope } from '@temporalio/workflow';
import { short } from '../../pipeline/model/ids';
import type { ChangeOutcome, LevelOutcome } from '../../pipeline/model/outcome';
import { standingAfter } from '../../pipeline/model/standing';
import { lanesOf, type StagePlan, targetsOf } from '../../pipeline/plan/plan';
import { looking } from '../activities';
import type { ChangeInput, LevelInput } from '../messages/inputs';
import { found } from '../messages/service-messages';
import type { Approvals } from '../people/approvals';
import type { Commands } from '../people/commands';
import type { ChangeProgress } from '../progress/change-progress';
import { log } from '../progress/log';
import { levelBelow } from '../saga/child';
import { putAllBack } from '../saga/steps';
import { UndoStack } from '../saga/undo-stack';
import { neverStarted, reasonOf } from '../setback';
import { stage as stageWorkflow } from '../stage';
import { endingAt } from './endings';
import { waitForQuietAlarms, waitUntilOpen, whyClosed } from './gates';
import type { Grant, Lanes } from './lanes';
import { signalService } from './signal-service';

/** What a run of a change works with. */
export interface ChangeRun {
  readonly input: ChangeInput;
  /** The change's workflow id. */
  readonly id: string;
  readonly progress: ChangeProgress;
  readonly commands: Commands;
  readonly approvals: Approvals;
  readonly lanes: Lanes;
}

/** A built release, and the authors of what is new in it, by name and mail address. */
export interface BuiltChange {
  readonly release: string;
  readonly authors: readonly string[];
}

/** Takes a change through one stage: gates, lanes, the stage itself, the lanes back. Answers how the change ends, if it ends there. */
export async function enter(stage: StagePlan, built: BuiltChange, run: ChangeRun): Promise<ChangeOutcome | undefined> {
  const { release } = built;
  const grant = await untilAdmitted(stage, built, run);
  const outcome = await runStage(stage, grant, built, run);
  const why = outcome.kind === 'deployed' ? `release ${short(release)} is good` : outcome.because;
  run.progress.stage(stage.name, standingAfter[outcome.kind], why);
  await run.lanes.giveBack(grant, outcome.kind === 'deployed' ? release : undefined);
  return endingAt(stage, outcome, release);
}

/**
 * Waits for approvals, then for opening hours, quiet alarms and the lanes. Holding the lanes it looks at hours and alarms again, and gives
 * the lanes back if one has closed meanwhile. Alarms come last: what was quiet on Friday says nothing about Monday.
 */
async function untilAdmitted(stage: StagePlan, { release, authors }: BuiltChange, run: ChangeRun): Promise<Grant> {
  const { lanes, progress, approvals } = run;
  if (stage.approval !== undefined) await approvals.wait(stage.name, stage.approval, authors);
  for (;;) {
    await waitUntilOpen(stage, progress);
    progress.stage(stage.name, 'waiting', 'its alarms must exist and be quiet');
    await waitForQuietAlarms(stage, release);
    progress.stage(
      stage.name,
      'waiting',
      `it needs ${lanesOf(stage).length === 1 ? 'the lane' : 'the lanes'} ${lanesOf(stage).join(', ')}`,
    );
    const grant = await lanes.ask(stage.name, lanesOf(stage));
    const closed = await untouched(grant, lanes, () => whyClosed(stage, release));
    if (closed === undefined) return grant;
    progress.stage(stage.name, 'waiting', closed);
    await lanes.giveBack(grant);
  }
}

async function runStage(stage: StagePlan, grant: Grant, { release }: BuiltChange, run: ChangeRun): Promise<LevelOutcome> {
  run.progress.stage(stage.name, 'under way', '');
  await untouched(grant, run.lanes, () => surveyUnknown(stage, grant, run));
  const level = levelOf(stage, release, run);
  try {
    return await levelBelow(stageWorkflow, { ...level, regions: stage.regions }, stage.name);
  } catch (err) {
    const because = reasonOf(err); // rethrows a bug
    if (neverStarted(err)) return { kind: 'cancelled', because, left: [] };
    return await CancellationScope.nonCancellable(() => afterVanished(stage, level, because, run.commands));
  }
}

/**
 * A stage that was terminated cannot say what it touched, and its Regions may still be putting themselves back. Nothing is freed: a person
 * looks, and decides whether the change puts everything back itself or accepts what is there.
 */
async function afterVanished(
  stage: StagePlan,
  level: LevelInput,
  why: string,
  { waitForPerson }: Commands,
): Promise<LevelOutcome> {
  const because = `its workflow ended without an answer: ${why}`;
  const decision = await waitForPerson(
    `roll back stage ${stage.name}`,
    `its workflow ended without saying what it touched: ${why}`,
  );
  if (decision.kind === 'accepted') return { kind: 'rolledBack', because, left: [decision.left] };
  const undo = new UndoStack(waitForPerson);
  for (const { name, lane, ...plan } of stage.regions) {
    const report = (what: string) => log({ change: level.change, stage: stage.name, region: name }, what);
    const work = { level, lane, progress: { report, display: () => {} } };
    undo.push(`put ${name} back`, () => putAllBack(targetsOf({ name, lane, ...plan }), work));
  }
  return { kind: 'rolledBack', because, left: await undo.unwind() };
}

/** Where no release is known to be good, what runs there is kept first: it is the way back. */
async function surveyUnknown(stage: StagePlan, { unknown }: Grant, { id, input: { pipeline } }: ChangeRun): Promise<void> {
  for (const region of stage.regions.filter(({ lane }) => unknown.includes(lane))) {
    const release = await looking.survey.executeWithOptions({ summary: `keep what runs in ${region.lane}` }, [
      { change: id, targets: targetsOf(region) },
    ]);
    await signalService(pipeline.service, found, { lane: region.lane, pipeline: pipeline.name, release });
  }
}

/** Does something before the first touch: if it fails, the lanes are given back as they were. */
async function untouched<T>(grant: Grant, lanes: Lanes, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (err) {
    reasonOf(err); // rethrows a bug
    await lanes.giveBack(grant);
    throw err;
  }
}

const levelOf = (stage: StagePlan, release: string, { input: { pipeline, merge }, id }: ChangeRun): LevelInput => ({
  change: id,
  release,
  service: pipeline.service,
  pipeline: pipeline.name,
  merge,
  stage: stage.name,
  onFailure: stage.onFailure,
});
