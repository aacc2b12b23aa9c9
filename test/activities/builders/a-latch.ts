/** A latch at which a slow resource waits until the test opens it, so that no test guesses how long something takes. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export class Latch {
  private waiting: ServerResponse[] = [];
  private isClosedFor: (path: string) => boolean = () => true;

  private constructor(private readonly server: Server) {
    server.on('request', ({ url }: IncomingMessage, response: ServerResponse) => {
      if (this.isClosedFor(url ?? '')) this.waiting.push(response);
      else response.end();
    });
  }

  static async closed(): Promise<Latch> {
    const server = createServer().listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return new Latch(server);
  }

  /** The address that answers once the latch is open. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Holds all requests from now on, or only those whose path contains `part`. */
  close(part = ''): void {
    this.isClosedFor = (path) => path.includes(part);
  }

  open(): void {
    this.isClosedFor = () => false;
    for (const response of this.waiting) response.end();
    this.waiting = [];
  }
}

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});
