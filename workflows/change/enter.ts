import { CancellationScope } from '@temporalio/workflow';
import { short } from '../../pipeline/model/ids';
import type { ChangeOutcome, LevelOutcome } from '../../pipeline/model/outcome';
import { standingAfter } from '../../pipeline/model/standing';
import { type StagePlan, targetsOf } from '../../pipeline/plan/plan';
import type { LevelInput } from '../messages/inputs';
import type { Commands } from '../people/commands';
import { log } from '../progress/log';
import { levelBelow } from '../saga/child';
import { putAllBack } from '../saga/steps';
import { UndoStack } from '../saga/undo-stack';
import { neverStarted, reasonOf } from '../setback';
import { stage as stageWorkflow } from '../stage';
import { type Admission, untilAdmitted } from './admission';
import type { BuiltChange, ChangeRun } from './change-run';
import { endingAt } from './endings';

/** Takes a change through one stage: gates, lanes, the stage itself, the lanes back. Answers how the change ends, if it ends there. */
export async function enter(stage: StagePlan, built: BuiltChange, run: ChangeRun): Promise<ChangeOutcome | undefined> {
  const { release } = built;
  const admission = await untilAdmitted(stage, built, run);
  const outcome = await runStage(stage, admission, built, run);
  const why = outcome.kind === 'deployed' ? `release ${short(release)} is good` : outcome.because;
  run.progress.stage(stage.name, standingAfter[outcome.kind], why);
  await run.lanes.giveBack(admission.grant, outcome.kind === 'deployed' ? release : undefined);
  return endingAt(stage, outcome, release);
}

async function runStage(
  stage: StagePlan,
  { allowed }: Admission,
  { release, authors }: BuiltChange,
  run: ChangeRun,
): Promise<LevelOutcome> {
  run.progress.stage(stage.name, 'under way', '');
  const level = { ...levelOf(stage, release, run), ...(allowed.length > 0 && { allowed }) };
  try {
    return await run.questions.answerDuring({ stage, authors }, allowed, () =>
      levelBelow(stageWorkflow, { ...level, regions: stage.regions }, stage.name),
    );
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

const levelOf = (stage: StagePlan, release: string, { input: { pipeline, merge }, id }: ChangeRun): LevelInput => ({
  change: id,
  release,
  service: pipeline.service,
  pipeline: pipeline.name,
  merge,
  stage: stage.name,
  onFailure: stage.onFailure,
});
