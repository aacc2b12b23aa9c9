/** Workers of several versions on one server. */
import { readFileSync } from 'node:fs';
import { buildIdOf } from '../../../worker/versions/bundle';
import { Deployment } from '../../../worker/versions/deployment';
import { moveToCurrent } from '../../../worker/versions/move-to-current';
import { setCurrentVersion } from '../../../worker/versions/set-current-version';
import type { TestWorker } from '../../workflows/builders/a-worker';
import type { Answers } from '../../workflows/builders/faked-activities';
import type { World } from '../../workflows/builders/world';

/** Workflow code that differs from today's, and its version. */
export interface Version {
  readonly code: string;
  readonly buildId: string;
}

/** A version of the workflows; `edit` changes today's bundle. */
export function aVersion(edit: (code: string) => string): Version {
  const code = edit(readFileSync(process.env.SLIPWAY_TEST_BUNDLE ?? '', 'utf8'));
  return { code, buildId: buildIdOf(code) };
}

/** Replaces a text that a bundle contains exactly once; fails if it does not, or contains it more often. */
export const once = (from: string, to: string) => (code: string) => {
  const parts = code.split(from);
  if (parts.length !== 2) throw new Error(`the bundle contains this ${parts.length - 1} times: ${from}`);
  return parts.join(to);
};

export const deploymentOf = (world: World): Deployment => new Deployment(world.client, world.name);

interface Options {
  readonly answers?: Answers;
  readonly isRequested?: boolean;
  /** Its log lines are added to it. */
  readonly said?: string[];
}

/** Starts a worker of a version in a world, which then does what `slipway worker` does at its start. Returns its log lines too. */
export async function startWorker(
  world: World,
  version: Version,
  { answers = {}, isRequested = false, said = [] }: Options = {},
): Promise<StartedWorker> {
  const { code, buildId } = version;
  const deployment = deploymentOf(world);
  const worker = await world.startWorker({ code, version: deployment.workerOptions(buildId), answers });
  const starting = { deployment, buildId, isRequested, log: (line: string) => void said.push(line), hasStopped: () => false };
  if ((await setCurrentVersion(starting)) !== 'leave') await moveToCurrent(starting);
  return { ...worker, said };
}

export type StartedWorker = TestWorker & { readonly said: readonly string[] };

/** The build id of the version that last ran a workflow. */
export async function versionOf(world: World, workflowId: string): Promise<string | undefined> {
  const { raw } = await world.client.workflow.getHandle(workflowId).describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? undefined;
}
