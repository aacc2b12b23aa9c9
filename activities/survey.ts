import type { FoundStack } from '../pipeline/model/release';
import type { Target } from '../pipeline/model/target';
import { failure } from './attempt/failed';
import type { Aws } from './aws/accounts';
import { refuseStranger } from './aws/cloudformation/foreign-stack';
import { templateOf } from './aws/cloudformation/stack';
import { settled } from './aws/cloudformation/wait';
import type { SurveyInput } from './contract';
import type { ReleaseStore } from './releases/store';

/** Keeps what runs at the targets as the release `found`, before Slipway touches any of them: without it there would be no way back. */
export function survey({ aws, releases }: { aws: Aws; releases: ReleaseStore }) {
  return async ({ change, targets }: SurveyInput): Promise<string> => {
    const stacks: Record<string, FoundStack> = {};
    for (const target of targets) {
      const found = await stackAt(target, { aws, change });
      if (found !== undefined) stacks[target.stack] = found;
    }
    return await releases.keep({ kind: 'found', stacks });
  };
}

/** A stack that only failed to come to be counts as nothing: it never worked. */
async function stackAt(target: Target, { aws, change }: { aws: Aws; change: string }): Promise<FoundStack | undefined> {
  const { cloudFormation } = await aws(target);
  const seen = await settled(cloudFormation, target.stack);
  const { condition, parameters, tags } = seen;
  if (condition !== 'steady') return undefined;
  refuseStranger(seen, { stack: target.stack, change });
  const hidden = Object.keys(parameters).filter((name) => parameters[name] === '****');
  if (hidden.length > 0)
    throw failure(
      `${target.stack} has parameters whose values CloudFormation hides (${hidden.join(', ')}), so there is no way back to it: let it read them from Secrets Manager`,
    );
  return { template: await templateOf(cloudFormation, target.stack), parameters, tags };
}
