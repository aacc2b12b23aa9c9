import {
  allHandlersFinished,
  CancellationScope,
  CancelledFailure,
  condition,
  makeContinueAsNewFunc,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { short } from '../pipeline/model/ids';
import type { ChangeOutcome } from '../pipeline/model/outcome';
import { plan } from '../pipeline/plan/plan';
import { describeProblem, obstacles } from '../pipeline/rules/problems';
import { type Made, made } from './change/build-release';
import { pass } from './change/enter-stage';
import { Lanes } from './change/lanes';
import { tell } from './change/signal-service';
import { type ChangeInput, ended, failing } from './messages/messages';
import { Approvals } from './people/approvals';
import { Desk } from './people/commands';
import { notifyPeople } from './people/notify';
import { Story } from './progress/progress';
import { reasonOf } from './setback';

/**
 * Takes one merge through review and build to every stage of its pipeline, in order. Every ending is a value; it ends only after the
 * service has heard of it. Between two stages, where nothing below it is open, it continues as new, and may so move to newer code.
 */
export async function change(input: ChangeInput): Promise<ChangeOutcome> {
  const whole = CancellationScope.current();
  const id = workflowInfo().workflowId;
  const { pipeline, sofar } = input;
  const wrong = sofar === undefined ? obstacles(pipeline) : []; // newer rules must not stop what is on its way
  const stages = wrong.length === 0 ? plan(pipeline) : [];
  const story = new Story(input, stages);
  const desk = new Desk(id, story, whole);
  const approvals = new Approvals(story);
  const lanes = new Lanes(pipeline.service, id, sofar?.ticket);
  setHandler(failing, (news) => story.trouble(news?.because ?? 'a level below it says so'), {
    description: 'The stage below: it is about to put itself back',
  });

  return await end(keepingInMind(await journey()));

  async function journey(): Promise<ChangeOutcome> {
    if (wrong.length > 0) return refused(`the pipeline has problems: ${wrong.map(describeProblem).join('; ')}`);
    try {
      return await forward();
    } catch (err) {
      const because = reasonOf(err); // rethrows a bug
      if (whole.consideredCancelled) return { kind: 'cancelled', because: `it was cancelled while ${story.now}`, left: [] };
      return story.inProduction.length === 0
        ? refused(because)
        : { kind: 'cancelled', because: `it cannot go on: ${because}`, left: [] };
    }
  }

  /** A wave that ended well keeps the release when a later one does not, and who cancelled is named: somebody should know. */
  function keepingInMind(outcome: ChangeOutcome): ChangeOutcome {
    if (outcome.kind === 'delivered') return outcome;
    const kept = story.inProduction.map((name) => ({
      what: `wave ${name} keeps the release, which was good there`,
      action: 'merge a fix or a revert, which goes everywhere',
    }));
    const by = outcome.kind === 'cancelled' ? desk.cancelledBy : undefined;
    const because = by === undefined ? outcome.because : `${outcome.because}; ${by.by} asked for it: ${by.why}`;
    return { ...outcome, because, left: [...outcome.left, ...kept] };
  }

  async function forward(): Promise<ChangeOutcome> {
    const making = sofar === undefined ? await made(input, story) : { kind: 'made' as const, ...sofar };
    if (making.kind !== 'made') return making;
    const { release, authors } = making;
    const next = stages.find((stage) => !story.isGood(stage.name));
    if (next !== undefined) {
      const outcome = await pass(next, { input, change: id, release, authors, lanes, story, approvals, stuck: desk.stuck });
      if (outcome !== undefined) return outcome;
      if (stages.some((stage) => !story.isGood(stage.name))) return await continueAnew({ release, authors });
    }
    const where = stages.map((stage) => stage.name).join(', ');
    return {
      kind: 'delivered',
      because: `release ${short(release)} is ${where === '' ? 'built, and has no stage to go to' : `good in ${where}`}`,
    };
  }

  /** A cancellation would be lost on the way from one run to the next, so it is looked for last. */
  async function continueAnew(made: Pick<Made, 'release' | 'authors'>): Promise<never> {
    await condition(allHandlersFinished);
    if (whole.consideredCancelled) throw new CancelledFailure('cancelled between two stages');
    const anew = makeContinueAsNewFunc<typeof change>({ initialVersioningBehavior: 'AUTO_UPGRADE' });
    return await anew({ ...input, sofar: { ...made, ticket: lanes.newest, told: story.soFar } });
  }

  async function end(outcome: ChangeOutcome): Promise<ChangeOutcome> {
    story.end(outcome);
    await notifyPeople({ change: id, subject: outcome.kind, text: outcome.because });
    await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
    await tell(pipeline.service, ended, { change: id, outcome });
    return outcome;
  }
}

const refused = (because: string): ChangeOutcome => ({ kind: 'refused', because, left: [] });
