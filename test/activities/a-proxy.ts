/**
 * A way to AWS on which answers get lost: it hands every request on, and cuts the line where the answer to one should come back. It can
 * also refuse calls as AWS does when there are too many.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export class LossyWay {
  /** The calls that came through, by their names. */
  readonly calls: string[] = [];
  private lost = new Set<string>();
  private throttled = new Map<string, number>();

  private constructor(
    private readonly to: string,
    private readonly server: Server,
  ) {}

  static async open(to = process.env.SLIPWAY_TEST_EMULATOR ?? ''): Promise<LossyWay> {
    const server = createServer();
    const way = new LossyWay(to, server);
    server.on('request', (incoming, answer) => void way.pass(incoming, answer));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return way;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Loses the answer to the next call of this name. */
  lose(action: string): void {
    this.lost.add(action);
  }

  /** Refuses the next calls of these names as too many, this often each, before they reach AWS. */
  throttle(actions: readonly string[], times: number): void {
    this.throttled = new Map(actions.map((action) => [action, times]));
  }

  /** The calls that are still to be refused, by their names. */
  get refusing(): string[] {
    return [...this.throttled].flatMap(([action, times]) => Array<string>(times).fill(action));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const action = new URLSearchParams(body.toString()).get('Action') ?? '';
    const refusals = this.throttled.get(action) ?? 0;
    if (refusals > 0) {
      this.throttled.set(action, refusals - 1);
      return void answer.writeHead(400, { 'content-type': 'text/xml' }).end(tooMany);
    }
    this.calls.push(action);
    const onward = request(new URL(incoming.url ?? '/', this.to), {
      method: incoming.method ?? 'POST',
      headers: incoming.headers,
    });
    onward.end(body);
    const [back] = (await once(onward, 'response')) as [IncomingMessage];
    const answered = await buffer(back);
    if (this.lost.delete(action)) return void incoming.socket.destroy();
    answer.writeHead(back.statusCode ?? 500, back.headers).end(answered);
  }
}

const tooMany =
  '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>1</RequestId></ErrorResponse>';
