import { freePort } from '../process/ports';
import { requireAwsEndpoint } from '../servers/aws-endpoint';
import type { Emulator } from '../servers/emulator';
import { startTemporal, type TemporalServer } from '../servers/temporal';
import { startServe, startWorker } from '../system/programs';
import type { Start, Stoppable } from '../system/restartable';
import { startSystemEmulator, startSystemTemporal } from '../system/servers';
import type { StartedProcesses } from '../system/started-processes';
import { type ServerAddresses, type UpChoices, upEnvironment } from './environment';
import type { LockedFolder } from './locked-folder';
import { type Supervised, startSupervised } from './supervise';

/** Where everything answers. */
export interface RunningServers extends ServerAddresses {
  /** The Web UI's URL; absent for a server that was already running. */
  readonly ui?: string;
  /** Where `serve` listens. */
  readonly serveUrl: string;
}

export interface StartOptions {
  readonly choices: UpChoices;
  readonly folder: LockedFolder;
  readonly started: StartedProcesses;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Receive every line that the worker and `serve` print. */
  readonly onLine: { readonly worker: (line: string) => void; readonly serve: (line: string) => void };
  /** Runs the next step, or throws after a signal to stop. */
  readonly unlessStopped: <T>(step: () => Promise<T>) => Promise<T>;
}

/** The port of `serve` that hooks use by default. */
const usualServePort = 7480;

/** Starts Temporal and the emulator, unless they already run, then the worker and `serve`. */
export async function startServers(options: StartOptions): Promise<RunningServers> {
  const { unlessStopped, folder, say, onLine, choices, env } = options;
  const { address, ui } = await unlessStopped(() => startOrUseTemporal(options));
  const endpoint = await unlessStopped(() => startOrUseAws(options));
  const addresses = { address, ...(endpoint !== undefined && { endpoint }) };
  const settings = { logs: folder.logs, env: upEnvironment(choices, addresses, env) };
  await unlessStopped(() => supervise(options, 'worker', () => startWorker(settings, onLine.worker)));
  const port = await freePort(folder.previous.servePort ?? usualServePort, 'slipway serve', say);
  const serve = await unlessStopped(() => supervise(options, 'serve', () => startServe(settings, onLine.serve, port)));
  folder.recordServePort(port);
  return { ...addresses, ...(ui !== undefined && { ui }), serveUrl: serve.current.url };
}

/** The development server keeps its state in a file, so it can be restarted whenever it dies. */
async function startOrUseTemporal(options: StartOptions): Promise<TemporalServer> {
  const { choices, folder, say, env } = options;
  const { temporal } = choices;
  const home = { folder: folder.folder, logs: folder.logs, say };
  if (temporal.kind === 'given')
    return await startTemporal({ ...home, databaseFile: '', env: { TEMPORAL_ADDRESS: temporal.address } });
  const ownHome = { ...home, env: { ...env, TEMPORAL_ADDRESS: '' } };
  const begin = (previous?: TemporalServer) => startSystemTemporal(ownHome, previous);
  return (await supervise(options, 'temporal', begin)).current;
}

/** Returns the endpoint; `undefined` for the real AWS. A dead emulator has lost state, so a person decides about a restart. */
async function startOrUseAws({ choices, folder, started, say, env }: StartOptions): Promise<string | undefined> {
  const { aws } = choices;
  if (aws.kind === 'real') return undefined;
  if (aws.kind === 'given') return await requireAwsEndpoint(aws.endpoint);
  const home = { folder: folder.folder, logs: folder.logs, say, env };
  const begin = (previous?: Emulator) => startSystemEmulator(home, previous);
  const emulator = await started.addRestartable('emulator', begin, {
    what: 'the AWS emulator',
    advice: ' and lost what changed since slipway up started: stop slipway up and start it again',
  });
  return emulator.current.endpoint;
}

/** What people call each supervised part. */
const names = { temporal: 'the Temporal server', worker: 'the worker', serve: 'slipway serve' };

async function supervise<T extends Stoppable>(
  { started, folder, say }: StartOptions,
  part: keyof typeof names,
  begin: Start<T>,
): Promise<Supervised<T>> {
  return await started.add(startSupervised(begin, { what: names[part], say, started: (pid) => folder.started(part, pid) }));
}
