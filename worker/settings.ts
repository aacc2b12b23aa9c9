import { resolve } from 'node:path';

/** What a worker reads from its environment, besides `TEMPORAL_*` and `AWS_*`. */
export interface WorkerSettings {
  /** `SLIPWAY_FOLDER`: releases, mirrors of repositories and outputs of tests. Workers that share work must share it. */
  readonly folder: string;
  /** `SLIPWAY_ROLE`: the role to assume in every account; without it the SDK's default chain must lead there. */
  readonly role?: string;
  /** `SLIPWAY_CLAIMED_NAMES=allowed`: whether an approval counts whose name was typed and is proved by nothing. */
  readonly claimedNames: boolean;
  /** All that builds, tests and git see of the environment: none of the worker's secrets. */
  readonly commandEnvironment: Readonly<Record<string, string>>;
}

const handedOn = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'USER',
  'SSH_AUTH_SOCK',
  'npm_config_cache',
  'GIT_CONFIG_GLOBAL',
  'GIT_SSH_COMMAND',
];

export function workerSettings(environment: NodeJS.ProcessEnv): WorkerSettings {
  const { SLIPWAY_FOLDER: folder = '.slipway', SLIPWAY_ROLE: role, SLIPWAY_CLAIMED_NAMES: claimed } = environment;
  return {
    folder: resolve(folder),
    ...(role && { role }),
    claimedNames: claimed === 'allowed',
    commandEnvironment: Object.fromEntries(
      handedOn.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
    ),
  };
}
