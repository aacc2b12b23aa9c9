import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

interface Place {
  readonly folder: string;
  /** Host and port. */
  readonly temporal: string;
  /** Where AWS is. */
  readonly endpoint: string;
  /** Whether names that are only claimed count: where the server is our own, whoever reaches it is the person who tries it out. */
  readonly claimedNames?: boolean;
}

/** What a worker must know to work on a set. Keys that mean nothing, on purpose: a demo must never find a person's real ones. */
const workerVariables = ({ folder, temporal, endpoint, claimedNames }: Place) => ({
  TEMPORAL_ADDRESS: temporal,
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'slipway',
  AWS_SECRET_ACCESS_KEY: 'slipway',
  AWS_REGION: 'us-east-1',
  SLIPWAY_ROLE: 'slipway',
  SLIPWAY_FOLDER: folder,
  ...(claimedNames && { SLIPWAY_CLAIMED_NAMES: 'allowed' }),
});

/** The environment of every program of a set. */
export function environmentFor(place: Place, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { AWS_PROFILE: _, AWS_SESSION_TOKEN: __, ...others } = env;
  return { ...others, ...workerVariables(place) };
}

/** Writes a file for a shell to read: after it, `slipway` is the command and finds this set. Answers how to read it, as in `. ./slipway.env`. */
export function writeForShell(place: Place): string {
  const file = join(place.folder, 'slipway.env');
  const variables = Object.entries(workerVariables(place)).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const command = `slipway() { ${quoted(process.execPath)} ${quoted(program)} "$@"; }`;
  writeFileSync(file, ['unset AWS_PROFILE AWS_SESSION_TOKEN SLIPWAY_POLICY', ...variables, command, ''].join('\n'));
  return `. ${near(file)}`;
}

const program = join(__dirname, '../../bin/slipway.js');

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** As short as it can be said here; a bare name would be looked for on the PATH. */
export function near(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path.startsWith('.') ? path : `./${path}`;
}
