import { textThatFits } from '../formats/deployable-template';
import { tooLarge } from '../formats/template-size';
import type { FoundStack } from '../pipeline/model/release';
import type { Target } from '../pipeline/model/target';
import { failure } from './attempt/failure';
import { withHeartbeats } from './attempt/heartbeats';
import type { Aws } from './aws/accounts';
import { refuseForeign } from './aws/cloudformation/foreign-stack';
import { type StackState, templateOf } from './aws/cloudformation/stack';
import { throwIfCancelled, waitUntilSettled } from './aws/cloudformation/wait';
import { atStack } from './aws/resolved/at-stack';
import { recordRunning } from './aws/resolved/recording';
import type { SurveyInput } from './contract';
import type { ReleaseStore } from './releases/store';

/** Saves what runs at the targets as the release `found`, before Slipway touches them: it is what a rollback puts back. */
export function survey({ aws, releases }: { aws: Aws; releases: ReleaseStore }) {
  return async ({ change, targets }: SurveyInput): Promise<string> =>
    await withHeartbeats(async () => {
      const found: (readonly [Target, StackState, FoundStack])[] = [];
      for (const target of targets) {
        const stack = await stackAt(target, { aws, change });
        if (stack !== undefined) found.push([target, ...stack]);
      }
      const id = await releases.save({
        kind: 'found',
        stacks: Object.fromEntries(found.map(([{ stack }, , content]) => [stack, content])),
      });
      for (const [target, state] of found) await recordRunning(atStack(await aws(target), releases.resolved, target), id, state);
      return id;
    });
}

/** `undefined` if there is no stack, or only the remains of a failed creation, which never worked. */
async function stackAt(
  target: Target,
  { aws, change }: { aws: Aws; change: string },
): Promise<[StackState, FoundStack] | undefined> {
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
  const template = await templateOf(cloudFormation, target.stack);
  refuseLong(target.stack, template);
  return [state, { template, parameters, tags }];
}

function refuseLong(stack: string, template: string): void {
  const shortest = textThatFits(template);
  if (tooLarge(shortest) !== undefined)
    throw failure(
      `${stack} runs a template of ${Buffer.byteLength(shortest)} bytes, which is too long to be sent again, so the stack could not be put back: split it, or shorten it, by an update of your own first`,
    );
}
