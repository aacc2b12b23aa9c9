import { join } from 'node:path';
import { type Emulator, startEmulator } from '../servers/emulator';
import { startTemporal, type TemporalServer } from '../servers/temporal';

interface Home {
  readonly folder: string;
  readonly logs: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** The wanted port of Temporal, where it is to be another than the usual one. */
  readonly port?: number;
}

/** The Temporal server of a set; started again, it is where it was and knows what it knew. */
export async function temporalOf({ folder, port, ...home }: Home, before: TemporalServer | undefined): Promise<TemporalServer> {
  const again = before && { port: portOf(before.address), ...(before.ui && { uiPort: portOf(before.ui) }) };
  const ports = again ?? (port === undefined ? {} : { port, uiPort: port + 1 });
  const server = await startTemporal({ ...home, databaseFile: join(folder, 'temporal.db'), ...ports });
  return sameAs(before?.address, server.address, server);
}

/** The emulator of a set; started again, it is where it was and knows what it knew when it was stopped. */
export async function emulatorOf({ folder, port: _, ...home }: Home, before: Emulator | undefined): Promise<Emulator> {
  const port = before && { port: portOf(before.endpoint) };
  const emulator = await startEmulator({ ...home, stateFolder: join(folder, 'emulator'), ...port });
  return sameAs(before?.endpoint, emulator.endpoint, emulator);
}

const portOf = (address: string): number => Number(/:(\d+)$/.exec(address)?.[1]);

/** Everything else of the set knows the place of before. */
async function sameAs<T extends { stop(): Promise<void> }>(before: string | undefined, now: string, server: T): Promise<T> {
  if (before === undefined || before === now) return server;
  await server.stop();
  throw new Error(`${before} was taken by another program while the server was away`);
}
