import { join } from 'node:path';
import { type Emulator, startEmulator } from '../servers/emulator';
import { startTemporal, type TemporalServer } from '../servers/temporal';

/** Where the servers keep their files, and how they are started. */
export interface ServerHome {
  readonly folder: string;
  readonly logs: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Temporal's preferred port, if it is not the usual one. */
  readonly port?: number;
}

/** Starts the Temporal server of a system. After a `previous` one it starts with the same ports and state. */
export async function startSystemTemporal(
  { folder, port, ...home }: ServerHome,
  previous: TemporalServer | undefined,
): Promise<TemporalServer> {
  const samePorts = previous && { port: portOf(previous.address), ...(previous.ui && { uiPort: portOf(previous.ui) }) };
  const ports = samePorts ?? (port === undefined ? {} : { port, uiPort: port + 1 });
  const server = await startTemporal({ ...home, databaseFile: join(folder, 'temporal.db'), ...ports });
  return await atSameAddress(server, server.address, previous?.address);
}

/** Starts the emulator of a system. After a `previous` one it starts with the same port, and with the state saved when that one stopped. */
export async function startSystemEmulator(
  { folder, port: _, ...home }: ServerHome,
  previous: Emulator | undefined,
): Promise<Emulator> {
  const samePort = previous && { port: portOf(previous.endpoint) };
  const emulator = await startEmulator({ ...home, stateFolder: join(folder, 'emulator'), ...samePort });
  return await atSameAddress(emulator, emulator.endpoint, previous?.endpoint);
}

const portOf = (address: string): number => Number(/:(\d+)$/.exec(address)?.[1]);

/** The rest of the system knows only the previous address. */
async function atSameAddress<T extends { stop(): Promise<void> }>(server: T, address: string, previous?: string): Promise<T> {
  if (previous === undefined || previous === address) return server;
  await server.stop();
  throw new Error(`another program took ${previous} while the server was down`);
}
