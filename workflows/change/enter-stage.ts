import { CancellationScope } from '@temporalio/workflow';
import { short } from '../../pipeline/model/ids';
import type { ChangeOutcome, LevelOutcome } from '../../pipeline/model/outcome';
import { lanesOf, type StagePlan, targetsOf } from '../../pipeline/plan/plan';
import { every, polling, quick } from '../activities';
import { type ChangeInput, found, type LevelInput, type StageProgress } from '../messages/messages';
import type { Approvals } from '../people/approvals';
import type { WaitForPerson } from '../people/stuck-decisions';
import type { Story } from '../progress/progress';
import { levelBelow } from '../saga/child';
import { putAllBack } from '../saga/steps';
import { UndoStack } from '../saga/undo-stack';
import { neverStarted, reasonOf } from '../setback';
import { stage as stageWorkflow } from '../stage';
import type { Grant, Lanes } from './lanes';
import { untilOpen, windowsOf } from './opening-hours';
import { tell } from './signal-service';

/** A built change on its way through the stages. */
export interface Passage {
  readonly input: ChangeInput;
  readonly change: string;
  readonly release: string;
  readonly authors: readonly string[];
  readonly lanes: Lanes;
  readonly approvals: Approvals;
  readonly story: Story;
  /** Waits for a person where nobody else can know what to do. */
  readonly stuck: WaitForPerson;
}

/** Takes a change through one stage: gates, lanes, the stage itself, the lanes back. Answers how the change ends, if it ends there. */
export async function pass(stage: StagePlan, passage: Passage): Promise<ChangeOutcome | undefined> {
  const { lanes, story, release } = passage;
  const grant = await enter(stage, passage);
  const outcome = await run(stage, grant, passage);
  story.stage(
    stage.name,
    stateAfter[outcome.kind],
    outcome.kind === 'deployed' ? `release ${short(release)} is good` : outcome.because,
  );
  await lanes.giveBack(grant, outcome.kind === 'deployed' ? release : undefined);
  return endingAt(stage, outcome, passage);
}

/**
 * Waits for people, for the windows, at the other gates, then for the lanes; looks again, and gives the lanes back if one has closed
 * meanwhile. Alarms are looked at last: what was quiet on Friday says nothing about Monday.
 */
async function enter(stage: StagePlan, passage: Passage): Promise<Grant> {
  const { lanes, story, approvals, authors } = passage;
  if (stage.approval !== undefined) await approvals.pass(stage.name, stage.approval, authors);
  for (;;) {
    await untilOpen(stage, story);
    story.stage(stage.name, 'waiting', 'its alarms must be there and quiet');
    await gates(stage, passage, true);
    story.stage(stage.name, 'waiting', `asked for ${lanesOf(stage).join(', ')}`);
    const grant = await lanes.ask(stage.name, lanesOf(stage));
    const again = await beforeTouch(grant, passage, () => stillOpen(stage, passage));
    if (again.kind === 'open') return grant;
    story.stage(stage.name, 'waiting', again.because);
    await lanes.giveBack(grant);
  }
}

/** Once inside, it goes on: a stage is never stopped in its middle, and never on its way back. */
async function stillOpen(stage: StagePlan, passage: Passage) {
  const hours = await windowsOf(stage);
  return hours.kind === 'open' ? await gates(stage, passage, false) : hours;
}

async function run(stage: StagePlan, grant: Grant, passage: Passage): Promise<LevelOutcome> {
  passage.story.stage(stage.name, 'under way', '');
  await beforeTouch(grant, passage, () => survey(stage, grant, passage));
  try {
    return await levelBelow(stageWorkflow, { ...levelOf(stage, passage), regions: stage.regions }, stage.name);
  } catch (err) {
    const because = reasonOf(err); // rethrows a bug
    if (neverStarted(err)) return { kind: 'cancelled', because, left: [] };
    return await CancellationScope.nonCancellable(() => withoutAnswer(stage, because, passage));
  }
}

/**
 * A stage that was terminated cannot say what it touched, and its Regions may still be putting themselves back. Nothing is freed: a person
 * looks, and says when the change should put everything back itself, or takes over what is there.
 */
async function withoutAnswer(stage: StagePlan, why: string, passage: Passage): Promise<LevelOutcome> {
  const because = `its workflow ended without an answer: ${why}`;
  const said = await passage.stuck(`know what stage ${stage.name} touched, for its workflow ended without an answer`, why);
  if (said.kind === 'accepted') return { kind: 'rolledBack', because, left: [said.left] };
  const level = levelOf(stage, passage);
  const undo = new UndoStack(passage.stuck);
  for (const plan of stage.regions)
    undo.push(`put ${plan.name} back`, () => putAllBack(targetsOf(plan), { ...level, region: plan.name, lane: plan.lane }));
  return { kind: 'rolledBack', because, left: await undo.unwind() };
}

/** What runs in a lane that knows no good release is kept first: it is the way back. */
async function survey(stage: StagePlan, { unknown }: Grant, { change, input }: Passage): Promise<void> {
  const lanes = stage.regions.filter((region) => unknown.includes(region.lane));
  for (const region of lanes) {
    const release = await quick.survey.executeWithOptions({ summary: `keep what runs in ${region.lane}` }, [
      { change, targets: targetsOf(region) },
    ]);
    await tell(input.pipeline.service, found, { lane: region.lane, pipeline: input.pipeline.name, release });
  }
}

const gates = (stage: StagePlan, { release }: Passage, wait: boolean) =>
  polling.gates.executeWithOptions(
    {
      summary: `are the alarms of ${stage.name} ${wait ? 'there and' : 'still'} quiet?`,
      ...every(stage.regions[0]?.lookEveryMs ?? 1000),
    },
    [{ release, wait, places: stage.regions.map((region) => ({ look: region.watch, targets: targetsOf(region) })) }],
  );

/** What fails before the first touch gives the lanes back as they were. */
async function beforeTouch<T>(grant: Grant, { lanes }: Passage, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (err) {
    reasonOf(err); // rethrows a bug
    await lanes.giveBack(grant);
    throw err;
  }
}

const levelOf = (stage: StagePlan, { input, change, release }: Passage): LevelInput => ({
  change,
  release,
  service: input.pipeline.service,
  pipeline: input.pipeline.name,
  merge: input.merge,
  stage: stage.name,
  onFailure: stage.onFailure,
});

const stateAfter: Record<LevelOutcome['kind'], StageProgress['state']> = {
  deployed: 'good',
  rolledBack: 'put back',
  cancelled: 'put back',
  leftInPlace: 'left in place',
};

function endingAt(stage: StagePlan, outcome: LevelOutcome, { release }: Passage): ChangeOutcome | undefined {
  switch (outcome.kind) {
    case 'deployed':
      return undefined;
    case 'cancelled':
      return { kind: 'cancelled', because: `it was cancelled in stage ${stage.name}, which was put back`, left: outcome.left };
    case 'rolledBack': {
      const because = `${stage.name}: ${outcome.because}`;
      return stage.environment === 'prod'
        ? { kind: 'rolledBack', because, stage: stage.name, left: outcome.left }
        : { kind: 'refused', because, left: outcome.left };
    }
    case 'leftInPlace':
      return {
        kind: 'refused',
        because: `${stage.name}: ${outcome.because}`,
        left: [
          {
            what: `what was deployed of release ${short(release)} stays in ${stage.name}, where it failed`,
            action: 'Have a look; the next change takes its place',
          },
          ...outcome.left,
        ],
      };
  }
}
