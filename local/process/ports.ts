import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

const host = '127.0.0.1';

/** The wanted port of 127.0.0.1, or where it is taken a free one, and a line that says so. `what` completes "… listens on". */
export async function freePort(wanted: number, what: string, say: (line: string) => void): Promise<number> {
  const port = (await listens(wanted)) ?? (await listens(0));
  if (port === undefined) throw new Error(`no port of ${host} is free`);
  if (port !== wanted) say(`port ${wanted} is taken: ${what} listens on ${port}`);
  return port;
}

/** Listens for a moment; the port that it got, or `undefined` where somebody else has it. */
async function listens(port: number): Promise<number | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return (server.address() as AddressInfo).port; // a TCP server that listens has one
  } catch {
    return undefined;
  } finally {
    server.close();
  }
}

/** Whether anything accepts connections there; no answer within two seconds is none. */
export async function answers(hostname: string, port: number): Promise<boolean> {
  const socket = connect({ host: hostname, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
