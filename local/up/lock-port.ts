import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';

/** A port that is open as long as a `slipway up` holds its folder. */
export interface LockPort {
  readonly port: number;
  close(): void;
}

/**
 * Opens a port that answers every connection with the name of the folder. This shows that the holder of a lock still runs: a process id
 * alone may belong to another program by now.
 */
export async function openLockPort(folder: string): Promise<LockPort> {
  const server = createServer((socket) => socket.on('error', () => {}).end(folder)); // a client may disconnect early
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server that listens on a port has no address');
  return { port: address.port, close: () => server.close() };
}

/** Whether a running `slipway up` holds the folder and opened this port. */
export async function isHolder(port: number, folder: string): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port, signal: AbortSignal.timeout(2_000) });
  try {
    return (await text(socket)) === folder;
  } catch {
    return false; // nothing listens, or it did not answer in time
  } finally {
    socket.destroy();
  }
}
