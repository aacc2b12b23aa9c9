import type { FoundStack } from '../pipeline/model/release';
import type { Target } from '../pipeline/model/target';
import { failure } from './attempt/failure';
import { withHeartbeats } from './attempt/heartbeats';
import type { Aws } from './aws/accounts';
import { refuseForeign } from './aws/cloudformation/foreign-stack';
import { templateOf } from './aws/cloudformation/stack';
import { throwIfCancelled, waitUntilSettled } from './aws/cloudformation/wait';
import type { SurveyInput } from './contract';
import type { ReleaseStore } from './releases/store';

/** Saves what runs at the targets as the release `found`, before Slipway touches them: it is what a rollback puts back. */
export function survey({ aws, releases }: { aws: Aws; releases: ReleaseStore }) {
  return async ({ change, targets }: SurveyInput): Promise<string> =>
    await withHeartbeats(async () => {
      const stacks: Record<string, FoundStack> = {};
      for (const target of targets) {
        const stack = await stackAt(target, { aws, change });
        if (stack !== undefined) stacks[target.stack] = stack;
      }
      return await releases.save({ kind: 'found', stacks });
    });
}

/** `undefined` if there is no stack, or only the remains of a failed creation, which never worked. */
async function stackAt(target: Target, { aws, change }: { aws: Aws; change: string }): Promise<FoundStack | undefined> {
  const { cloudFormation } = await aws(target);
  const state = await waitUntilSettled(cloudFormation, target.stack, async () => throwIfCancelled()); // the operation is not ours to wait for
  const { condition, parameters, tags } = state;
  if (condition !== 'steady') return undefined;
  refuseForeign(state, { stack: target.stack, change });
  const hidden = Object.keys(parameters).filter((name) => parameters[name] === '****');
  if (hidden.length > 0)
    throw failure(
      `${target.stack} has parameters whose values CloudFormation hides (${hidden.join(', ')}), so it could not be put back: let the template read them from Secrets Manager`,
    );
  return { template: await templateOf(cloudFormation, target.stack), parameters, tags };
}
