import { workflowInfo } from '@temporalio/workflow';
import { short } from '../../pipeline/model/ids';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import { checkout, quick } from '../activities';
import type { ChangeInput } from '../messages/inputs';
import { reviewed } from '../messages/service-messages';
import type { ChangeProgress } from '../progress/change-progress';
import { oneLine } from '../progress/one-line';
import { buildInputOf } from './build-input';
import type { BuiltChange } from './change-run';
import { refused } from './endings';
import { signalService } from './signal-service';

/** Builds the release of a change, after policy and review, and checks it against the policy; or answers how the change ends. */
export async function buildRelease(input: ChangeInput, progress: ChangeProgress): Promise<BuiltChange | ChangeOutcome> {
  const { pipeline, merge, base } = input;
  progress.report('policy check');
  const allowed = await quick.checkPolicy.executeWithOptions({ summary: 'the pipeline, before anything runs' }, [{ pipeline }]);
  if (allowed.kind === 'refused') return refused(allowed.because);

  progress.report('review');
  const summary = base === null ? `commit ${short(merge.commit)}` : `commits ${short(base)}..${short(merge.commit)}`;
  const review = await checkout.review.executeWithOptions({ summary }, [{ merge, review: pipeline.review, base }]);
  if (review.kind === 'refused') return refused(review.because);
  await signalService(pipeline.service, reviewed, { change: workflowInfo().workflowId });

  progress.report('build');
  const built = await checkout.build.executeWithOptions({ summary: oneLine(pipeline.build.run.join(' ')) }, [
    buildInputOf(input),
  ]);
  if (built.kind === 'refused') return refused(built.because);
  const { release } = built;
  progress.releaseBuilt(release);

  const fit = await quick.checkPolicy.executeWithOptions({ summary: 'the release' }, [{ pipeline, release }]);
  return fit.kind === 'refused' ? refused(fit.because) : { release, authors: review.authors };
}
