/** A way to a server that can be cut, and on which answers can get lost: what networks do, done on purpose. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * What becomes of a call: it is answered; it is carried out but the answer never comes back; it does not even arrive; or AWS says that
 * there are too many.
 */
export type Fate = 'answered' | 'answer lost' | 'refused' | 'too many';

/** Stands in front of an AWS endpoint on this machine and hands every call on, unless its fate is another. */
export class Way {
  /** The AWS actions that were called, in order; empty for what is none. */
  readonly calls: string[] = [];
  /** Decides over each call, by its AWS action. */
  fate: (action: string) => Fate = () => 'answered';
  private isCut = false;

  private constructor(
    private readonly to: string,
    private readonly server: Server,
  ) {}

  /** Opens a way to an endpoint, on any free port of 127.0.0.1. */
  static async open(to: string): Promise<Way> {
    const server = createServer({ keepAliveTimeout: 65_000 });
    const way = new Way(to, server);
    server.on('request', (incoming, answer) => void way.pass(incoming, answer).catch(() => incoming.socket.destroy()));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return way;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Cuts every connection, and each new one as soon as it says something. What was on its way still arrives; its answer does not. */
  cut(): void {
    this.isCut = true;
    this.server.closeAllConnections();
  }

  mend(): void {
    this.isCut = false;
  }

  /** The answer to the next call of this action gets lost. */
  loseNext(action: string): void {
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

  /** Rejects where the server behind does not answer: for the caller that is a cut line. */
  private async pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const action = actionOf(incoming, body);
    this.calls.push(action);
    const fate = this.isCut ? 'refused' : this.fate(action);
    if (fate === 'refused') return void incoming.socket.destroy();
    if (fate === 'too many') return void answer.writeHead(400, { 'content-type': 'text/xml' }).end(tooMany);
    const back = await this.handOn(incoming, body);
    const answered = await buffer(back);
    if (fate === 'answer lost' || this.isCut) return void incoming.socket.destroy();
    answer.writeHead(back.statusCode ?? 500, back.headers).end(answered);
  }

  private async handOn({ url, method, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const onward = request(new URL(url ?? '/', this.to), { method: method ?? 'POST', headers });
    onward.end(body);
    const [back] = (await once(onward, 'response')) as [IncomingMessage];
    return back;
  }
}

const tooMany =
  '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>1</RequestId></ErrorResponse>';

/** The older protocol names it in the body, the newer one in a header, as in `GraniteServiceVersion20100801.PutMetricData`. */
function actionOf({ headers }: IncomingMessage, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  return new URLSearchParams(body.toString()).get('Action') ?? '';
}
