import type { Site } from '../../activities/aws/accounts';
import type { FaultyProxy } from '../../local/faulty-proxy';
import type { NodeProcess } from '../../local/process/start-node-program';
import type { Emulator } from '../../local/servers/emulator';
import type { TemporalServer } from '../../local/servers/temporal';
import type { Restartable } from '../../local/system/restartable';

/** Everything that a demo runs on: servers, the sample's world, a worker and `serve`, each a process of its own. */
export interface DemoSystem {
  readonly temporal: string;
  /** The Web UI's URL; absent for a server that was already running. */
  readonly ui?: string;
  /** The emulator's own URL, which works even while the proxy is cut. */
  readonly endpoint: string;
  /** Where `slipway serve` receives pushes. */
  readonly hook: string;
  /** Makes `slipway` a command on this system in a shell, as in `. ./slipway.env`. */
  readonly sourceCommand: string;
  /** The environment that a program needs to work on this system. */
  readonly env: NodeJS.ProcessEnv;
  /** What can be stopped, killed and restarted. */
  readonly parts: Parts;
  /** Between AWS and the worker and world, if it was asked for. */
  readonly awsProxy?: FaultyProxy;
  /** Starts one more worker. The caller must stop it. */
  startAnotherWorker(): Promise<NodeProcess>;
  /** Stops everything, the newest first. */
  stop(): Promise<void>;
}

export interface Parts {
  readonly temporal: Restartable<TemporalServer>;
  readonly emulator: Restartable<Emulator>;
  readonly worker: Restartable<NodeProcess>;
}

export interface DemoSystemOptions {
  /** Emptied first. */
  readonly folder: string;
  readonly sites: readonly Site[];
  /** The environment of the programs. Servers that it names are used instead of ours. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether to put a proxy that can inject faults before AWS. */
  readonly withAwsProxy?: boolean;
  readonly say: (line: string) => void;
  /** Receives every line of the workers' logs. */
  readonly onWorkerLine: (line: string) => void;
}
