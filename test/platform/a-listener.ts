/** A server of TCP on this machine that hangs up at once, and counts who called. It keeps no test waiting. */
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
