import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultyProxy } from '../../local/faulty-proxy';
import type { NodeProcess } from '../../local/process/start-node-program';
import type { Emulator } from '../../local/servers/emulator';
import type { TemporalServer } from '../../local/servers/temporal';
import { programEnvironment, writeShellFile } from '../../local/system/environment';
import { type ProgramSettings, type ServeProcess, startServe, startWorker } from '../../local/system/programs';
import type { Restartable } from '../../local/system/restartable';
import { startSystemEmulator, startSystemTemporal } from '../../local/system/servers';
import { StartedProcesses } from '../../local/system/started-processes';
import { bootstrap } from '../world/bootstrap';
import { startWorldProcess } from '../world/start-world-process';
import type { DemoSystem, DemoSystemOptions, Parts } from './demo-system';
import { refuseSecondDemo, StateFile } from './state-file';

/** Starts everything, one after the other. If one cannot start, stops those before it. */
export async function startDemoSystem(options: DemoSystemOptions): Promise<DemoSystem> {
  await refuseSecondDemo(options.folder);
  await rm(options.folder, { recursive: true, force: true });
  await mkdir(options.folder, { recursive: true });
  const start = new SystemStart(options);
  try {
    return await start.run();
  } catch (err) {
    await start.started.stopAll();
    throw err;
  }
}

/** One start, step by step. */
class SystemStart {
  private readonly state: StateFile;
  readonly started: StartedProcesses;
  private readonly logs: string;

  constructor(private readonly options: DemoSystemOptions) {
    this.state = new StateFile(options.folder);
    this.started = new StartedProcesses(this.state, options.say);
    this.logs = join(options.folder, 'logs');
  }

  async run(): Promise<DemoSystem> {
    const { temporal, emulator } = await this.startServers();
    const { address, ui } = temporal.current;
    const { endpoint } = emulator.current;
    const awsProxy = this.options.withAwsProxy ? await this.started.add(FaultyProxy.start(endpoint)) : undefined;
    const awsEndpoint = awsProxy?.endpoint ?? endpoint;
    const addresses = { folder: this.options.folder, temporal: address, endpoint: awsEndpoint, claimedNames: ui !== undefined };
    const settings = this.programSettings(addresses);
    await this.startWorld(settings, endpoint);
    const sourceCommand = writeShellFile(addresses);
    const workerCommand = `(${sourceCommand} && slipway worker)`;
    const worker = await this.startFirstWorker(settings, workerCommand);
    const serve = await this.startServe(settings);
    const found = { temporal: address, sourceCommand, ...(ui !== undefined && { ui }) };
    this.state.recordAddresses({ ...found, endpoint: awsEndpoint, startWorker: workerCommand });
    return {
      ...{ ...found, endpoint, hook: serve.current.url, env: settings.env, parts: { temporal, emulator, worker } },
      ...(awsProxy && { awsProxy }),
      startAnotherWorker: this.workerStarter(settings),
      stop: () => this.started.stopAll(),
    };
  }

  private async startServers(): Promise<Pick<Parts, 'temporal' | 'emulator'>> {
    const { folder, say, env = process.env } = this.options;
    const home = { folder, logs: this.logs, say, env };
    const beginTemporal = (previous?: TemporalServer) => startSystemTemporal(home, previous);
    const beginEmulator = (previous?: Emulator) => startSystemEmulator(home, previous);
    return {
      temporal: await this.started.addRestartable('temporal', beginTemporal, needsRestart('the Temporal server')),
      emulator: await this.started.addRestartable('emulator', beginEmulator, needsRestart('the AWS emulator')),
    };
  }

  /** Without a person's own policy: it is not meant for the sample. */
  private programSettings(addresses: Parameters<typeof programEnvironment>[0]): ProgramSettings {
    const { SLIPWAY_POLICY: _, ...env } = this.options.env ?? process.env;
    return { logs: this.logs, env: programEnvironment(addresses, env) };
  }

  private async startWorld(settings: ProgramSettings, endpoint: string): Promise<void> {
    const { folder, sites } = this.options;
    const world = await this.started.add(startWorldProcess(settings, folder, sites));
    this.state.started('world', world.pid);
    await bootstrap({ endpoint, world: `http://127.0.0.1:${world.port}`, scopes: sites });
  }

  private startFirstWorker(settings: ProgramSettings, command: string): Promise<Restartable<NodeProcess>> {
    const begin = () => startWorker(settings, this.options.onWorkerLine);
    const advice = `, and everything waits for another worker: start one in a second terminal with ${command}`;
    return this.started.addRestartable('worker', begin, { what: 'the worker', advice });
  }

  /** A restarted `serve` keeps its port, which the installed hooks use. */
  private startServe(settings: ProgramSettings): Promise<Restartable<ServeProcess>> {
    const portOf = (previous?: ServeProcess) => (previous === undefined ? 0 : Number(new URL(previous.url).port));
    const begin = (previous?: ServeProcess) => startServe(settings, () => {}, portOf(previous));
    return this.started.addRestartable('serve', begin, needsRestart('slipway serve'));
  }

  private workerStarter(settings: ProgramSettings): () => Promise<NodeProcess> {
    let workers = 1;
    return () => startWorker(settings, this.options.onWorkerLine, `worker-${++workers}`);
  }
}

const needsRestart = (what: string) => ({ what, advice: ': stop the demo and start it again' });
