import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

interface Addresses {
  /** `SLIPWAY_FOLDER` of the programs. */
  readonly folder: string;
  /** Host and port. */
  readonly temporal: string;
  /** The URL of AWS. */
  readonly endpoint: string;
  /** Whether approvals count whose names are only typed. Safe if the server is our own: only the person who tries Slipway can reach it. */
  readonly claimedNames?: boolean;
}

/** What a worker needs to work on a system. The keys are invalid on purpose: a demo must never use a person's real keys. */
const workerVariables = ({ folder, temporal, endpoint, claimedNames }: Addresses) => ({
  TEMPORAL_ADDRESS: temporal,
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'slipway',
  AWS_SECRET_ACCESS_KEY: 'slipway',
  AWS_REGION: 'us-east-1',
  SLIPWAY_ROLE: 'slipway',
  SLIPWAY_FOLDER: folder,
  ...(claimedNames && { SLIPWAY_CLAIMED_NAMES: 'allowed' }),
});

/** The environment of every program of a system. */
export function programEnvironment(addresses: Addresses, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { AWS_PROFILE: _, AWS_SESSION_TOKEN: __, ...others } = env;
  return { ...others, ...workerVariables(addresses) };
}

/** Writes a file that makes `slipway` a command on this system in a shell. Returns how to source it, as in `. ./slipway.env`. */
export function writeShellFile(addresses: Addresses): string {
  const file = join(addresses.folder, 'slipway.env');
  const variables = Object.entries(workerVariables(addresses)).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const command = `slipway() { ${quoted(process.execPath)} ${quoted(program)} "$@"; }`;
  writeFileSync(file, ['unset AWS_PROFILE AWS_SESSION_TOKEN SLIPWAY_POLICY', ...variables, command, ''].join('\n'));
  return `. ${pathFromHere(file)}`;
}

const program = join(__dirname, '../../bin/slipway.js');

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A path to type in this directory; it always contains a slash, because a shell would search the PATH for a bare name. */
export function pathFromHere(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path.startsWith('.') ? path : `./${path}`;
}
