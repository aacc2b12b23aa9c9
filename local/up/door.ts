import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';

/** Held open by the one `slipway up` of a folder. */
export interface Door {
  readonly port: number;
  close(): void;
}

/**
 * Opens a door on which everybody is told which folder is behind it. A process id alone may be somebody else's by now; what says the
 * folder's name is who it says.
 */
export async function openDoor(folder: string): Promise<Door> {
  const server = createServer((visitor) => visitor.on('error', () => {}).end(folder)); // a visitor who leaves early is none of ours
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('a server that listens on a port has no address');
  return { port: at.port, close: () => server.close() };
}

/** Whether the folder is behind that door. */
export async function isBehind(port: number, folder: string): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port, signal: AbortSignal.timeout(2_000) });
  try {
    return (await text(socket)) === folder;
  } catch {
    return false; // nobody opens, or not in time
  } finally {
    socket.destroy();
  }
}
