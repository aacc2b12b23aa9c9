import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * What happens to a call: `answered`; `answer lost` (the server carries it out, but the answer never arrives); `refused` (it does not
 * reach the server); or `throttled` (AWS answers that there are too many calls).
 */
export type Fate = 'answered' | 'answer lost' | 'refused' | 'throttled';

/** An HTTP proxy before an AWS endpoint on this machine. It passes every call on, and injects network faults where it is asked to. */
export class FaultyProxy {
  /** The AWS actions that were called, in order; empty for a call that names none. */
  readonly calls: string[] = [];
  /** Decides what happens to each call, by its AWS action. */
  fate: (action: string) => Fate = () => 'answered';
  private isCut = false;

  private constructor(
    private readonly upstream: string,
    private readonly server: Server,
  ) {}

  /** Starts a proxy for an endpoint, on any free port of 127.0.0.1. */
  static async start(upstream: string): Promise<FaultyProxy> {
    const server = createServer({ keepAliveTimeout: 65_000 });
    const proxy = new FaultyProxy(upstream, server);
    server.on('request', (call, response) => void proxy.handle(call, response).catch(() => call.socket.destroy()));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Breaks every connection, and each new one at its first call. Calls that were sent before still arrive; their answers do not. */
  cut(): void {
    this.isCut = true;
    this.server.closeAllConnections();
  }

  /** Ends the cut. */
  restore(): void {
    this.isCut = false;
  }

  /** Loses the answer to the next call of this action. */
  loseNextAnswer(action: string): void {
    const before = this.fate;
    this.fate = (called) => {
      if (called !== action) return before(called);
      this.fate = before;
      return 'answer lost';
    };
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** Rejects if the server behind the proxy does not answer: the caller then sees a broken connection. */
  private async handle(call: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(call);
    const action = actionOf(call, body);
    this.calls.push(action);
    const fate = this.isCut ? 'refused' : this.fate(action);
    if (fate === 'refused') return void call.socket.destroy();
    if (fate === 'throttled') return void response.writeHead(400, { 'content-type': 'text/xml' }).end(throttling);
    const answer = await this.forward(call, body);
    const answerBody = await buffer(answer);
    if (fate === 'answer lost' || this.isCut) return void call.socket.destroy();
    response.writeHead(answer.statusCode ?? 500, answer.headers).end(answerBody);
  }

  private async forward({ url, method, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const forwarded = request(new URL(url ?? '/', this.upstream), { method: method ?? 'POST', headers });
    forwarded.end(body);
    const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
    return answer;
  }
}

const throttling =
  '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>1</RequestId></ErrorResponse>';

/** The older AWS protocol names the action in the body, the newer one in a header, as in `GraniteServiceVersion20100801.PutMetricData`. */
function actionOf({ headers }: IncomingMessage, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  return new URLSearchParams(body.toString()).get('Action') ?? '';
}
