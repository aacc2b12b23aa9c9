import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

const host = '127.0.0.1';

/** The preferred port of 127.0.0.1 if it is free; else any free port, and a line that reports it. `what` completes "… listens on". */
export async function freePort(preferred: number, what: string, say: (line: string) => void): Promise<number> {
  const port = (await tryToListen(preferred)) ?? (await tryToListen(0));
  if (port === undefined) throw new Error(`no port of ${host} is free`);
  if (port !== preferred) say(`port ${preferred} is taken: ${what} listens on ${port}`);
  return port;
}

/** Listens for a moment. Returns the port, or `undefined` if another program has it. */
async function tryToListen(port: number): Promise<number | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return (server.address() as AddressInfo).port; // a listening TCP server has one
  } catch {
    return undefined;
  } finally {
    server.close();
  }
}

/** Whether anything accepts connections there, within two seconds. */
export async function isListening(hostname: string, port: number): Promise<boolean> {
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

/** The same for a server named by a URL, whose host may be an IPv6 address in brackets. */
export async function isUrlListening(url: string, defaultPort: number): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return await isListening(hostname.replace(/^\[|\]$/g, ''), Number(port || defaultPort));
}
