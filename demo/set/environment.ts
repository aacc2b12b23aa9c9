import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

interface Place {
  readonly folder: string;
  /** Host and port. */
  readonly temporal: string;
  /** Where AWS is. */
  readonly endpoint: string;
}

/** What a worker must know to work on a set. Keys that mean nothing, on purpose: a demo must never find a person's real ones. */
const workerVariables = ({ folder, temporal, endpoint }: Place) => ({
  TEMPORAL_ADDRESS: temporal,
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'slipway',
  AWS_SECRET_ACCESS_KEY: 'slipway',
  AWS_REGION: 'us-east-1',
  SLIPWAY_ROLE: 'slipway',
  SLIPWAY_FOLDER: folder,
});

/** The environment of every program of a set. */
export function environmentFor(place: Place, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { AWS_PROFILE: _, AWS_SESSION_TOKEN: __, ...others } = env;
  return { ...others, ...workerVariables(place) };
}

/** Writes a file for a shell to read, and answers the command with which a person starts a worker by hand. */
export function workerByHand(place: Place): string {
  const file = join(place.folder, 'worker.env');
  const lines = Object.entries(workerVariables(place)).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  );
  writeFileSync(file, ['unset AWS_PROFILE AWS_SESSION_TOKEN', ...lines, ''].join('\n'));
  const near = relative(process.cwd(), file);
  const path = near.startsWith('..') ? file : near.startsWith('.') ? near : `./${near}`; // a bare name would be looked for on the PATH
  return `(. ${path} && npx slipway worker)`;
}
