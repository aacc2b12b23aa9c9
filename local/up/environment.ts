import { programEnvironment } from '../system/environment';
import type { AwsChoice, TemporalChoice } from './choose-servers';

/** What a person's environment asks for. */
export interface UpChoices {
  /** `SLIPWAY_FOLDER`, as an absolute path. */
  readonly folder: string;
  readonly temporal: TemporalChoice;
  readonly aws: AwsChoice;
}

/** Where the servers answer. */
export interface ServerAddresses {
  /** Temporal's host and port. */
  readonly address: string;
  /** The AWS endpoint; absent for the real AWS. */
  readonly endpoint?: string;
}

/** The environment of the worker and of `serve`. */
export function upEnvironment(
  { folder, temporal, aws }: UpChoices,
  { address, endpoint }: ServerAddresses,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const withTemporal = temporal.kind === 'own' ? forOwnTemporal(env) : env;
  if (endpoint !== undefined && !(aws.kind === 'given' && aws.hasKeys))
    return programEnvironment({ folder, temporal: address, endpoint }, withTemporal); // with invalid AWS keys
  return { ...withTemporal, TEMPORAL_ADDRESS: address, SLIPWAY_FOLDER: folder };
}

/** Without settings of other Temporal servers. On a server that only its owner reaches, typed names count, unless the owner set otherwise. */
function forOwnTemporal(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_'));
  return { SLIPWAY_CLAIMED_NAMES: 'allowed', ...Object.fromEntries(others), TEMPORAL_NAMESPACE: 'default' };
}
