import type { Release } from '../../../pipeline/model/release';
import type { Target } from '../../../pipeline/model/target';
import { withHeartbeats } from '../../attempt/heartbeats';
import type { ExamineInput, ExamineOutcome } from '../../contract';
import type { ReleaseStore } from '../../releases/store';
import type { Aws } from '../accounts';
import { atStack } from '../resolved/at-stack';
import { foundBy } from './found';
import { type Look, lookAt } from './look';

/** How many stacks are looked at at once: each has change sets of its own, and CloudFormation limits the calls of an account. */
const atOnce = 4;

interface ExamineDeps {
  readonly aws: Aws;
  readonly releases: ReleaseStore;
}

/**
 * Finds out what a deployment to the targets of a Region would do, and touches nothing: every change set and empty stack that it makes is
 * deleted again, also if it fails or is cancelled. What can be known only once earlier targets are deployed is a note; the deployment
 * itself looks again. An error that only a person can remove, such as a missing permission, is thrown.
 */
export function examine(deps: ExamineDeps) {
  return async (input: ExamineInput): Promise<ExamineOutcome> => {
    const release = await deps.releases.read(input.release);
    return await withHeartbeats(async () => foundBy(await looksAt(input, release, deps)));
  };
}

async function looksAt(input: ExamineInput, release: Release, { aws, releases }: ExamineDeps): Promise<Look[]> {
  const looks: Look[] = [];
  for (let at = 0; at < input.targets.length; at += atOnce) {
    const group = input.targets.slice(at, at + atOnce);
    looks.push(...(await allOf(group.map(async (target) => await look(target)))));
  }
  return looks;

  async function look(target: Target): Promise<Look> {
    const at = atStack(await aws(target), releases.resolved, target);
    return await lookAt({ ...input, target, direction: 'forward' }, { at, release });
  }
}

/** Waits for all, also if one fails, so that each has deleted what it made. */
async function allOf<T>(running: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(running);
  return await Promise.all(running);
}
