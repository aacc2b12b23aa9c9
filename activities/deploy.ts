import { withHeartbeats } from './attempt/heartbeats';
import type { Aws } from './aws/accounts';
import { changeSetName } from './aws/cloudformation/change-set/name';
import { deploymentOf } from './aws/deployment/deployment';
import { deployForward } from './aws/deployment/forward';
import { putBack } from './aws/deployment/put-back';
import { atStack } from './aws/resolved/at-stack';
import type { DeployInput, DeployOutcome } from './contract';
import type { ReleaseStore } from './releases/store';

/** Deploys a release to a target, or puts the target back to it. Idempotent: every operation has a fixed name and token. */
export function deploy(deps: { aws: Aws; releases: ReleaseStore }) {
  return async (input: DeployInput): Promise<DeployOutcome> =>
    await withHeartbeats(async () => {
      const { stack } = input.target; // a throttled call, or a slow folder, can take longer than a heartbeat
      const release = await deps.releases.read(input.release);
      const at = atStack(await deps.aws(input.target), deps.releases.resolved, input.target);
      const deployment = deploymentOf(input, at, changeSetName({ ...input, stack }));
      return await (input.direction === 'forward' ? deployForward : putBack)(deployment, release);
    });
}
