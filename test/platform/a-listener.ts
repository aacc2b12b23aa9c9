/** A TCP server on this machine that closes each connection at once, and counts them. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

export interface Listener {
  readonly port: number;
  calls(): number;
}

export async function aListener(): Promise<Listener> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, calls: () => calls };
}
