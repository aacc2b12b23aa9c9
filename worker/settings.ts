import { resolve } from 'node:path';

/** The settings of a worker from its environment, besides `TEMPORAL_*` and `AWS_*`. */
export interface WorkerSettings {
  /** `SLIPWAY_FOLDER`: releases, mirrors of repositories and outputs of tests. Workers that share work must share it. */
  readonly folder: string;
  /** `SLIPWAY_ROLE`: the role to assume in every account; without it the SDK's default credentials must belong to the account. */
  readonly role?: string;
  /** `SLIPWAY_CLAIMED_NAMES=allowed`: whether an approval counts whose name was typed without any proof. */
  readonly claimedNames: boolean;
  /** The whole environment of builds, tests and git. It has none of the worker's secrets. */
  readonly commandEnvironment: Readonly<Record<string, string>>;
}

/** The variables that builds, tests and git need to find programs and their own credentials. */
const passedOn = [
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

/** Reads the settings; `SLIPWAY_FOLDER` becomes absolute. */
export function workerSettings(environment: NodeJS.ProcessEnv): WorkerSettings {
  const { SLIPWAY_FOLDER: folder = '.slipway', SLIPWAY_ROLE: role, SLIPWAY_CLAIMED_NAMES: claimed } = environment;
  return {
    folder: resolve(folder),
    ...(role && { role }),
    claimedNames: claimed === 'allowed',
    commandEnvironment: Object.fromEntries(
      passedOn.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
    ),
  };
}
