/** How a change gets into a stage: everything that happens before the first touch. */
import type { ApprovalSettings } from '../../pipeline/gates/approval';
import { openQuestions, type Question } from '../../pipeline/gates/question';
import { lanesOf, type StagePlan, targetsOf } from '../../pipeline/plan/plan';
import { looking, quick } from '../activities';
import { found } from '../messages/service-messages';
import type { Approvals } from '../people/approvals';
import { reasonOf } from '../setback';
import type { BuiltChange, ChangeRun } from './change-run';
import { continueAsNew, isDue } from './continue';
import { type ExaminedStage, examineStage } from './examine-stage';
import { lookAgain, waitForQuietAlarms, waitUntilOpen } from './gates';
import type { Grant, Lanes } from './lanes';
import { signalService } from './signal-service';

/** What a change has when it may touch a stage: its lanes, and the digests of the questions that people have answered with yes. */
export interface Admission {
  readonly grant: Grant;
  readonly allowed: readonly string[];
}

/** What an attempt to enter came to. Only an open stage leaves the lanes with the change. */
type Attempt =
  | { readonly kind: 'open'; readonly grant: Grant }
  | { readonly kind: 'closed'; readonly because: string; readonly examined: ExaminedStage }
  | { readonly kind: 'asks'; readonly questions: readonly Question[]; readonly examined: ExaminedStage };

/**
 * Waits for approvals, then for opening hours, quiet alarms and the lanes. Holding the lanes it looks at what the deployment would do, and at
 * hours and alarms again. While something has closed, or people are asked, the lanes are given back: nothing is touched yet, and another
 * change may be what it waits for. Alarms come last: what was quiet on Friday says nothing about Monday.
 */
export async function untilAdmitted(stage: StagePlan, built: BuiltChange, run: ChangeRun): Promise<Admission> {
  const { entering } = run.input.sofar ?? {};
  const isBegun = entering?.stage === stage.name; // by the run before
  if (stage.approval !== undefined && !isBegun) await waitForApproval(stage.name, stage.approval, built.authors, run.approvals);
  let known: Known = { allowed: isBegun ? entering.allowed : [] };
  for (;;) {
    const attempt = await run.obstacles.pass(stage.name, () => tryToEnter(stage, known, built, run));
    if (attempt?.kind === 'open') return { grant: attempt.grant, allowed: known.allowed };
    if (attempt?.kind === 'asks') await run.questions.ask(attempt.questions, { stage, authors: built.authors });
    if (attempt !== undefined) known = knownAfter(attempt, known);
    if (isDue()) {
      const asked = run.questions.askedIn(stage.name);
      await continueAsNew(built, run, { stage: stage.name, allowed: known.allowed, ...(asked.length > 0 && { asked }) });
    }
  }
}

/** What earlier attempts have found out: what people have allowed, and which alarms the deployment makes. */
interface Known {
  readonly allowed: readonly string[];
  readonly examined?: ExaminedStage;
}

const knownAfter = (attempt: Exclude<Attempt, { kind: 'open' }>, { allowed }: Known): Known => ({
  allowed: attempt.kind === 'asks' ? [...allowed, ...attempt.questions.map(({ digest }) => digest)] : allowed,
  examined: attempt.examined,
});

async function tryToEnter(stage: StagePlan, known: Known, { release }: BuiltChange, run: ChangeRun): Promise<Attempt> {
  const { lanes, progress } = run;
  const wanted = lanesOf(stage);
  await waitUntilOpen(stage, progress);
  progress.stage(stage.name, 'waiting', 'its alarms must exist and be quiet');
  await waitForQuietAlarms(stage, { release, ...known });
  progress.stage(stage.name, 'waiting', `it needs ${wanted.length === 1 ? 'the lane' : 'the lanes'} ${wanted.join(', ')}`);
  const grant = await lanes.ask(stage.name, wanted);
  const attempt = await untouched(grant, lanes, () => lookInside({ stage, grant, release, allowed: known.allowed }, run));
  if (attempt.kind === 'closed') progress.stage(stage.name, 'waiting', attempt.because);
  if (attempt.kind !== 'open') await lanes.giveBack(grant);
  return attempt;
}

interface Inside {
  readonly stage: StagePlan;
  readonly grant: Grant;
  readonly release: string;
  readonly allowed: readonly string[];
}

/** Looks at everything, holding the lanes. What is asked about resources and about alarms is asked together. */
async function lookInside({ stage, grant, release, allowed }: Inside, run: ChangeRun): Promise<Attempt> {
  run.progress.stage(stage.name, 'waiting', 'it looks at what the deployment would do');
  const examined = await examineStage(stage, release, run.id);
  const gate = await lookAgain(stage, { release, examined, allowed });
  run.progress.stageNotes(stage.name, [...examined.notes, ...(gate.kind === 'open' ? (gate.notes ?? []) : [])]);
  const questions = openQuestions([...examined.questions, ...(gate.kind === 'asks' ? gate.questions : [])], allowed);
  if (questions.length > 0) return { kind: 'asks', questions, examined };
  if (gate.kind === 'closed') return { kind: 'closed', because: gate.because, examined };
  await surveyUnknown(stage, grant, run);
  return { kind: 'open', grant };
}

/**
 * Where no release is known to be good, what runs there is kept first: it is the way back. The service is told only after all of it was
 * kept: what is found now would be wrong if the change gave its lanes back and came again.
 */
async function surveyUnknown(stage: StagePlan, { unknown }: Grant, { id, input: { pipeline } }: ChangeRun): Promise<void> {
  const kept: { readonly lane: string; readonly release: string }[] = [];
  for (const { lane, ...region } of stage.regions.filter((one) => unknown.includes(one.lane))) {
    const release = await looking.survey.executeWithOptions({ summary: `keep what runs in ${lane}` }, [
      { change: id, targets: targetsOf({ lane, ...region }) },
    ]);
    kept.push({ lane, release });
  }
  for (const one of kept) await signalService(pipeline.service, found, { ...one, pipeline: pipeline.name });
}

async function waitForApproval(
  stage: string,
  settings: ApprovalSettings,
  authors: readonly string[],
  approvals: Approvals,
): Promise<void> {
  const { claimedNames } = await quick.approvalRules.executeWithOptions({ summary: 'do claimed names count?' }, []);
  await approvals.wait([{ stage, settings, authors, claimedNames, votes: [] }], settings.expiresMs);
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
