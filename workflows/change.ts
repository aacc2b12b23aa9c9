import { allHandlersFinished, CancellationScope, condition, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ChangeOutcome } from '../pipeline/model/outcome';
import { plan, type StagePlan } from '../pipeline/plan/plan';
import { describeProblem, obstacles } from '../pipeline/rules/problems';
import { buildRelease } from './change/build-release';
import type { BuiltChange, ChangeRun } from './change/change-run';
import { beginAgain, continueAsNew, isDue } from './change/continue';
import { cancelled, delivered, refused, withKeptWaves } from './change/endings';
import { enter } from './change/enter';
import { Lanes } from './change/lanes';
import { signalService } from './change/signal-service';
import type { ChangeInput } from './messages/inputs';
import { failing } from './messages/level-messages';
import { ended } from './messages/service-messages';
import { failureReason } from './messages/validate';
import { Approvals } from './people/approvals';
import { Commands } from './people/commands';
import { notifyPeople } from './people/notify';
import { Obstacles } from './people/obstacles';
import { Questions } from './people/questions';
import { receiveOwnTroubles } from './people/troubles';
import { ChangeProgress } from './progress/change-progress';
import { reasonOf } from './setback';

/**
 * Takes one merge through review and build to every stage of its pipeline, in order. Every ending is a value; the workflow ends only
 * after the service has received it. Between two stages, where no child is open, it continues as new, and may move to newer code there.
 */
export async function change(input: ChangeInput): Promise<ChangeOutcome> {
  const scope = CancellationScope.current();
  const isBegun = input.sofar !== undefined || input.begun !== undefined;
  const problems = isBegun ? [] : obstacles(input.pipeline); // newer rules must not stop a change in flight
  const stages = problems.length === 0 ? plan(input.pipeline) : [];
  const run = startRun(input, stages, scope);
  const outcome =
    problems.length === 0
      ? await goForward(run, stages).catch((err) => endingAfter(reasonOf(err), run, scope)) // rethrows a bug
      : refused(`the pipeline has problems: ${problems.map(describeProblem).join('; ')}`);
  return await end(outcome, run);
}

/** Registers every handler; call it before the first await. */
function startRun(input: ChangeInput, stages: readonly StagePlan[], scope: CancellationScope): ChangeRun {
  const id = workflowInfo().workflowId;
  const progress = new ChangeProgress(input, stages);
  receiveOwnTroubles(progress, id);
  const obstacles = new Obstacles(id, progress);
  const commands = new Commands({ change: id, progress, scope, obstacles });
  const approvals = new Approvals(progress);
  setHandler(failing, (news) => progress.stageFails(failureReason(news)), {
    description: 'From the stage below: it failed and is about to put itself back',
  });
  return {
    input,
    id,
    progress,
    commands,
    approvals,
    questions: new Questions(id, progress, approvals, input.sofar?.entering),
    obstacles,
    lanes: new Lanes(input.pipeline.service, id, input.sofar?.ticket),
  };
}

async function goForward(run: ChangeRun, stages: readonly StagePlan[]): Promise<ChangeOutcome> {
  const built = run.input.sofar ?? (await untilBuilt(run));
  if ('kind' in built) return built;
  const ahead = stages.filter(({ name }) => !run.progress.isGood(name));
  for (const stage of ahead) {
    const ending = await enter(stage, built, run);
    if (ending !== undefined) return ending;
    if (stage !== ahead.at(-1)) return await continueAsNew(built, run);
  }
  return delivered(built.release, stages);
}

/** Builds the release. If a person must first remove something, such as a missing right, it begins again with policy and review. */
async function untilBuilt(run: ChangeRun): Promise<BuiltChange | ChangeOutcome> {
  for (;;) {
    const built = await run.obstacles.pass(undefined, () => buildRelease(run.input, run.progress));
    if (built !== undefined) return built;
    if (isDue()) await beginAgain(run);
  }
}

function endingAfter(because: string, { progress }: ChangeRun, scope: CancellationScope): ChangeOutcome {
  if (scope.consideredCancelled) return cancelled(`it was cancelled during: ${progress.doing}`);
  return progress.goodWaves.length === 0 ? refused(because) : cancelled(`it cannot go on: ${because}`);
}

/** Reports the ending everywhere, the service last: it gives the change's place to others. */
async function end(outcome: ChangeOutcome, { input, id, progress, commands }: ChangeRun): Promise<ChangeOutcome> {
  const ending = withKeptWaves(outcome, progress.goodWaves, commands.cancelledBy);
  progress.end(ending);
  await notifyPeople({ change: id, subject: ending.kind, text: ending.because });
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  await signalService(input.pipeline.service, ended, { change: id, outcome: ending });
  return ending;
}
