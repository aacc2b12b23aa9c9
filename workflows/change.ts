import { CancellationScope, setHandler, workflowInfo } from '@temporalio/workflow';
import { short } from '../pipeline/ids';
import type { ChangeOutcome } from '../pipeline/outcome';
import { plan } from '../pipeline/plan';
import { problemLine, problems } from '../pipeline/problems';
import { buildInputOf } from './build-input';
import { errands, workshop } from './hands';
import { Lanes } from './lanes';
import { type ChangeInput, ended, failing, reviewed } from './messages';
import { reasonOf } from './setback';
import { pass } from './stage';
import { Story } from './story';
import { untilRetried } from './stuck';
import { tell } from './tell';

/**
 * Takes one merge through review and build to every stage of its pipeline, in order. Every ending is a value; it ends only after the
 * service has heard of it.
 */
export async function change(input: ChangeInput): Promise<ChangeOutcome> {
  const whole = CancellationScope.current();
  const id = workflowInfo().workflowId;
  const { pipeline, merge } = input;
  const wrong = problems(pipeline);
  const stages = wrong.length === 0 ? plan(pipeline) : [];
  const story = new Story(input, stages);
  const passage = { input, change: id, story, lanes: new Lanes(pipeline.service, id), stuck: untilRetried({ change: id }) };
  setHandler(failing, (news) => story.trouble(news?.because ?? 'a level below it says so'));

  return await end(keepingInMind(await journey()));

  async function journey(): Promise<ChangeOutcome> {
    if (wrong.length > 0) return refused(`the pipeline has problems: ${wrong.map(problemLine).join('; ')}`);
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

  /** A wave that ended well keeps the release when a later one does not: somebody should know. */
  function keepingInMind(outcome: ChangeOutcome): ChangeOutcome {
    if (outcome.kind === 'delivered') return outcome;
    const kept = story.inProduction.map((name) => ({
      what: `wave ${name} keeps the release, which was good there`,
      mend: 'merge a fix or a revert, which goes everywhere',
    }));
    return { ...outcome, left: [...outcome.left, ...kept] };
  }

  async function forward(): Promise<ChangeOutcome> {
    const release = await made();
    if (typeof release !== 'string') return release;
    for (const stage of stages) {
      const outcome = await pass(stage, { ...passage, release });
      if (outcome !== undefined) return outcome;
    }
    return { kind: 'delivered', because: `release ${short(release)} is good in ${stages.map((stage) => stage.name).join(', ')}` };
  }

  /** The release, reviewed and built; or the ending, where somebody or something said no. */
  async function made(): Promise<string | ChangeOutcome> {
    story.doing('it is reviewed');
    const summary = `${input.base === null ? '' : `${short(input.base)}..`}${short(merge.commit)}`;
    const review = await workshop.review.executeWithOptions({ summary }, [{ merge, review: pipeline.review, base: input.base }]);
    if (review.kind === 'refused') return refused(review.because);
    await tell(pipeline.service, reviewed, { change: id });
    story.doing('it is built');
    const built = await workshop.build.executeWithOptions({ summary: pipeline.build.run.join(' ') }, [buildInputOf(input)]);
    if (built.kind === 'refused') return refused(built.because);
    story.built(built.release);
    return built.release;
  }

  async function end(outcome: ChangeOutcome): Promise<ChangeOutcome> {
    story.end(outcome);
    await CancellationScope.nonCancellable(() =>
      errands.notify.executeWithOptions({ summary: outcome.kind }, [
        { change: id, subject: outcome.kind, text: outcome.because },
      ]),
    );
    await tell(pipeline.service, ended, { change: id, outcome });
    return outcome;
  }
}

const refused = (because: string): ChangeOutcome => ({ kind: 'refused', because, left: [] });
