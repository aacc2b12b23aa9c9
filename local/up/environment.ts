import { environmentFor } from '../set/environment';
import type { AwsChoice, TemporalChoice } from './choose';

export interface Chosen {
  /** `SLIPWAY_FOLDER`, as a whole path. */
  readonly folder: string;
  readonly temporal: TemporalChoice;
  readonly aws: AwsChoice;
}

/** Where the servers are that were started. */
export interface Places {
  /** Host and port. */
  readonly address: string;
  /** None where AWS is the real one. */
  readonly endpoint?: string;
}

/** The environment of worker and `serve`. */
export function environmentOf({ folder, temporal, aws }: Chosen, { address, endpoint }: Places, env: NodeJS.ProcessEnv) {
  const toTemporal = temporal.kind === 'own' ? onOwnServer(env) : env;
  if (endpoint !== undefined && !(aws.kind === 'given' && aws.hasKeys))
    return environmentFor({ folder, temporal: address, endpoint }, toTemporal); // with keys that mean nothing
  return { ...toTemporal, TEMPORAL_ADDRESS: address, SLIPWAY_FOLDER: folder };
}

/** What leads to other servers is left out. Whoever has a server to themselves may say who they are, unless they said otherwise. */
function onOwnServer(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_'));
  return { SLIPWAY_CLAIMED_NAMES: 'allowed', ...Object.fromEntries(others), TEMPORAL_NAMESPACE: 'default' };
}
