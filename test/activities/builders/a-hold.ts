/** A door that a slow resource stands before until the test opens it: no test guesses how long something takes. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export class Hold {
  private waiting: ServerResponse[] = [];
  private isClosedFor: (who: string) => boolean = () => true;

  private constructor(private readonly server: Server) {
    server.on('request', ({ url }: IncomingMessage, answer: ServerResponse) => {
      if (this.isClosedFor(url ?? '')) this.waiting.push(answer);
      else answer.end();
    });
  }

  static async closed(): Promise<Hold> {
    const server = createServer().listen(0, '127.0.0.1');
    holds.push(server);
    await once(server, 'listening');
    return new Hold(server);
  }

  /** What a gate waits for. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Holds those who come from now on, or only those whose path says that they are one of these. */
  close(who = ''): void {
    this.isClosedFor = (path) => path.includes(who);
  }

  open(): void {
    this.isClosedFor = () => false;
    for (const answer of this.waiting) answer.end();
    this.waiting = [];
  }
}

const holds: Server[] = [];
afterAll(() => {
  for (const server of holds) {
    server.closeAllConnections();
    server.close();
  }
});
