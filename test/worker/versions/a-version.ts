/** A world in which workers of several versions work on one server, as real ones would. */
import { readFileSync } from 'node:fs';
import { bringAlong } from '../../../worker/versions/bring-along';
import { buildIdOf } from '../../../worker/versions/bundle';
import { Deployment } from '../../../worker/versions/deployment';
import { takeLead } from '../../../worker/versions/take-lead';
import type { FakeWorker } from '../../workflows/builders/a-worker';
import type { Answers } from '../../workflows/builders/fakes';
import type { World } from '../../workflows/builders/harness';

/** The workflows with something about them that is different. */
export interface Version {
  readonly code: string;
  readonly buildId: string;
}

/** A version of the workflows; `edit` is told their bundle as it is, and answers it as it should be. */
export function aVersion(edit: (code: string) => string): Version {
  const code = edit(readFileSync(process.env.SLIPWAY_TEST_BUNDLE ?? '', 'utf8'));
  return { code, buildId: buildIdOf(code) };
}

/** Replaces what a bundle has once; fails where it has it never or more often. */
export const once = (from: string, to: string) => (code: string) => {
  const parts = code.split(from);
  if (parts.length !== 2) throw new Error(`the bundle has ${parts.length - 1} times: ${from}`);
  return parts.join(to);
};

export const deploymentOf = (world: World): Deployment => new Deployment(world.client, world.name);

interface More {
  readonly answers?: Answers;
  readonly asTold?: boolean;
  /** Where what it says is added. */
  readonly said?: string[];
}

/** Lets a worker of a version work in a world and do what `slipway worker` does when it begins. Answers what it said. */
export async function begin(
  world: World,
  version: Version,
  { answers = {}, asTold = false, said = [] }: More = {},
): Promise<Begun> {
  const { code, buildId } = version;
  const deployment = deploymentOf(world);
  const worker = await world.join({ code, version: deployment.workerOptions(buildId), answers });
  const leading = { deployment, buildId, asTold, say: (line: string) => void said.push(line), isOver: () => false };
  if ((await takeLead(leading)) !== 'old') await bringAlong(leading);
  return { ...worker, said };
}

export type Begun = FakeWorker & { readonly said: readonly string[] };

/** The build id of the version that last worked on a workflow. */
export async function versionOf(world: World, workflowId: string): Promise<string | undefined> {
  const { raw } = await world.client.workflow.getHandle(workflowId).describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? undefined;
}
