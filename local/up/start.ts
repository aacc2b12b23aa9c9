import { CannotStart } from '../process/cannot-start';
import { answers, freePort } from '../process/ports';
import type { Emulator } from '../servers/emulator';
import { startTemporal, type TemporalServer } from '../servers/temporal';
import { startServe, startWorker } from '../set/programs';
import type { Running } from '../set/running';
import { emulatorOf, temporalOf } from '../set/servers';
import type { Chosen, Places } from './environment';
import { environmentOf } from './environment';
import type { Home } from './home';
import { startKept } from './kept';

/** Everything that runs, as people and programs find it. */
export interface Site extends Places {
  /** The Web UI's URL; none for a server that was there already. */
  readonly ui?: string;
  /** Where `serve` listens. */
  readonly url: string;
}

export interface Starting {
  readonly chosen: Chosen;
  readonly home: Home;
  readonly running: Running;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Hear every line that worker and `serve` print. */
  readonly hear: { readonly worker: (line: string) => void; readonly serve: (line: string) => void };
  /** Does the next thing, unless it is over already. */
  readonly next: <T>(begin: () => Promise<T>) => Promise<T>;
}

/** Starts the servers that were not given, then the worker, then `serve`. */
export async function startSite(starting: Starting): Promise<Site> {
  const { next, home, say, hear, chosen, env } = starting;
  const temporal = await next(() => startOwnTemporal(starting));
  const endpoint = await next(() => startAws(starting));
  const places = { address: temporal.address, ...(endpoint !== undefined && { endpoint }) };
  const program = { logs: home.logs, env: environmentOf(chosen, places, env) };
  await next(() => keep(starting, 'worker', 'the worker', () => startWorker(program, hear.worker)));
  const port = await freePort(home.before.servePort ?? 7480, 'slipway serve', say);
  const serve = await next(() => keep(starting, 'serve', 'slipway serve', () => startServe(program, hear.serve, port)));
  home.servesOn(port);
  return { ...places, ...(temporal.ui !== undefined && { ui: temporal.ui }), url: serve.now.url };
}

/** A development server keeps all that it is told in a file, so it can be started again whenever it dies. */
async function startOwnTemporal(starting: Starting): Promise<TemporalServer> {
  const { chosen, home, say, env } = starting;
  const { temporal } = chosen;
  const place = { folder: home.folder, logs: home.logs, say };
  if (temporal.kind === 'given')
    return await startTemporal({ ...place, databaseFile: '', env: { TEMPORAL_ADDRESS: temporal.address } });
  const own = { ...place, env: { ...env, TEMPORAL_ADDRESS: '' } };
  const begin = (before?: TemporalServer) => temporalOf(own, before);
  return (await keep(starting, 'temporal', 'the Temporal server', begin)).now;
}

/** The endpoint; `undefined` of the real AWS. The emulator forgets what it did since its start when it dies, so a person decides. */
async function startAws({ chosen, home, running, say, env }: Starting): Promise<string | undefined> {
  const { aws } = chosen;
  if (aws.kind === 'real') return undefined;
  if (aws.kind === 'given') return await reached(aws.endpoint);
  const place = { folder: home.folder, logs: home.logs, say, env };
  const emulator = await running.part<Emulator>('emulator', (before) => emulatorOf(place, before), {
    what: 'the AWS emulator',
    advice: ', and with it what it did since slipway up began: stop slipway up and start it again',
  });
  return emulator.now.endpoint;
}

async function reached(endpoint: string): Promise<string> {
  const { hostname, port, protocol } = URL.canParse(endpoint) ? new URL(endpoint) : { hostname: '', port: '', protocol: '' };
  if (!/^https?:$/.test(protocol))
    throw new CannotStart(`AWS_ENDPOINT_URL is ${endpoint}, which is no address, as in http://127.0.0.1:4566`);
  if (await answers(hostname.replace(/^\[|\]$/g, ''), Number(port || (protocol === 'https:' ? 443 : 80)))) return endpoint;
  throw new CannotStart(
    `AWS_ENDPOINT_URL is ${endpoint} and nothing answers there: start it, or unset the variable for an emulator of our own`,
  );
}

const keep = <T extends { readonly pid?: number; readonly ended?: Promise<void>; stop(): Promise<void> }>(
  { running, home, say }: Starting,
  name: string,
  what: string,
  begin: (before?: T) => Promise<T>,
) => running.add(startKept(begin, { what, say, started: (pid) => home.started(name, pid) }));
