import { workflowInfo } from '@temporalio/workflow';
import { short } from '../../pipeline/model/ids';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import { checkout, quick } from '../activities';
import { type ChangeInput, reviewed } from '../messages/messages';
import { oneLine } from '../progress/one-line';
import type { Story } from '../progress/progress';
import { buildInputOf } from './build-input';
import { tell } from './signal-service';

/** A release, and who wrote what is new in it. */
export interface Made {
  readonly kind: 'made';
  readonly release: string;
  readonly authors: readonly string[];
}

/** Makes the release of a change, reviewed and built; or answers the ending, where somebody or something said no. */
export async function made(input: ChangeInput, story: Story): Promise<Made | ChangeOutcome> {
  const { pipeline, merge, base } = input;
  story.doing('its pipeline is held against the policy');
  const allowed = await quick.checkPolicy.executeWithOptions({ summary: 'the pipeline, before anything runs' }, [{ pipeline }]);
  if (allowed.kind === 'refused') return { ...allowed, left: [] };
  story.doing('it is reviewed');
  const summary = base === null ? `commit ${short(merge.commit)}` : `commits ${short(base)}..${short(merge.commit)}`;
  const review = await checkout.review.executeWithOptions({ summary }, [{ merge, review: pipeline.review, base }]);
  if (review.kind === 'refused') return { ...review, left: [] };
  await tell(pipeline.service, reviewed, { change: workflowInfo().workflowId });
  story.doing('it is built');
  const built = await checkout.build.executeWithOptions({ summary: oneLine(pipeline.build.run.join(' ')) }, [
    buildInputOf(input),
  ]);
  if (built.kind === 'refused') return { ...built, left: [] };
  story.built(built.release);
  const { release } = built;
  const fit = await quick.checkPolicy.executeWithOptions({ summary: 'the release' }, [{ pipeline, release }]);
  if (fit.kind === 'refused') return { ...fit, left: [] };
  return { kind: 'made', release, authors: review.authors };
}
