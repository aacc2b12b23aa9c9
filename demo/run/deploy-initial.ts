import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { Aws } from '../../activities/aws/accounts';
import { type BuildDeps, build } from '../../activities/build';
import type { Merge } from '../../activities/contract';
import { deploy } from '../../activities/deploy';
import { ReleaseStore } from '../../activities/releases/store';
import { Repositories } from '../../activities/source/repositories';
import { changeId } from '../../pipeline/model/ids';
import type { Target } from '../../pipeline/model/target';
import { plan, targetsOf } from '../../pipeline/plan/plan';
import { offline, sandbox } from '../../platform/sandbox';
import { workerSettings } from '../../worker/settings';
import { buildInputOf } from '../../workflows/change/build-input';
import type { PlayerOptions } from './player-options';

/**
 * Deploys a commit everywhere at once, as a team did before it had Slipway: with Slipway's own activities, but outside of any workflow.
 * Slipway then finds this release running.
 */
export async function deployInitial({ pipeline, folder, system }: PlayerOptions, aws: Aws, merge: Merge): Promise<void> {
  const deps = { aws, ...(await buildDeps(folder, system.env)) };
  const built = await runActivity(build(deps), buildInputOf({ pipeline, merge }));
  if (built.kind === 'refused') throw new Error(`the first commit cannot be built: ${built.because}`);
  const change = changeId(pipeline.name, merge.commit);
  const deployInOrder = async (targets: readonly Target[]) => {
    for (const target of targets)
      await runActivity(deploy(deps), { change, target, release: built.release, direction: 'forward' });
  };
  await Promise.all(plan(pipeline).flatMap((stage) => stage.regions.map((region) => deployInOrder(targetsOf(region)))));
}

async function buildDeps(folder: string, env: NodeJS.ProcessEnv): Promise<BuildDeps> {
  const environment = workerSettings(env).commandEnvironment;
  const source = join(folder, 'source');
  await mkdir(source, { recursive: true });
  return {
    releases: new ReleaseStore(folder),
    repositories: new Repositories(source, environment),
    environment,
    offline: sandbox(offline, environment),
  };
}

const runActivity = <I, O>(activity: (input: I) => Promise<O>, input: I): Promise<O> =>
  new MockActivityEnvironment().run(activity, input);
