import { MockActivityEnvironment } from '@temporalio/testing';
import type { Aws } from '../../activities/aws/accounts';
import { type BuildDeps, build } from '../../activities/build';
import type { Merge } from '../../activities/contract';
import { deploy } from '../../activities/deploy';
import { changeId } from '../../pipeline/model/ids';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Target } from '../../pipeline/model/target';
import { plan, targetsOf } from '../../pipeline/plan/plan';
import { buildInputOf } from '../../workflows/change/build-input';

/**
 * Puts a commit in place everywhere at once, as a team would have done by hand before it had Slipway: with Slipway's own hands, but with
 * no workflow that knows of it. What runs then is what Slipway finds.
 */
export async function putInPlace(pipeline: Pipeline, merge: Merge, deps: BuildDeps & { aws: Aws }): Promise<void> {
  const built = await byHand(build(deps), buildInputOf({ pipeline, merge, number: 0, base: null }));
  if (built.kind === 'refused') throw new Error(`the first commit cannot be built: ${built.because}`);
  const change = changeId(pipeline.name, merge.commit);
  const inOrder = async (targets: readonly Target[]) => {
    for (const target of targets)
      await byHand(deploy({ ...deps }), { change, target, release: built.release, direction: 'forward' });
  };
  await Promise.all(plan(pipeline).flatMap((stage) => stage.regions.map((region) => inOrder(targetsOf(region)))));
}

const byHand = <I, O>(activity: (input: I) => Promise<O>, input: I): Promise<O> =>
  new MockActivityEnvironment().run(activity, input);
