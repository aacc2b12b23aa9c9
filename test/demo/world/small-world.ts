import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Compute } from '../../../demo/world/compute/compute';
import { LoadBalancer } from '../../../demo/world/http/load-balancer';
import { startHttpServer } from '../../../demo/world/http/server';
import { TargetsApi } from '../../../demo/world/http/targets-api';
import { Meter } from '../../../demo/world/metrics/meter';
import type { Share } from '../../../demo/world/target';

export const account = '222222222222';

/** The target that the tests deploy to. */
export const at = (share: Share = 'fleet') => ({ environment: 'prod', region: 'us-west-2', zone: 'usw2-az1', share }) as const;

/** What the tests run there. */
export const specOf = (payload: string) => ({ payload, account, table: 'checkout-prod' });

/** Changes to files, by name. */
type Edits = Readonly<Record<string, (text: string) => string>>;

const service = join(__dirname, '../../../examples/checkout/src');

/** The files of the sample service, with edits. */
const checkoutFiles = (edits: Edits): Record<string, string> =>
  Object.fromEntries(
    readdirSync(service).map((name) => {
      const text = readFileSync(join(service, name), 'utf8');
      return [name, edits[name]?.(text) ?? text];
    }),
  );

/** A folder of releases, with the sample service or other servers as payloads. */
export function releases() {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-releases-'));
  const put = (files: Readonly<Record<string, string>>): string => {
    const payload = `sha256-${createHash('sha256').update(JSON.stringify(files)).digest('hex')}`;
    const to = join(folder, 'payloads', payload);
    mkdirSync(to, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(to, name), content);
    return payload;
  };
  return {
    folder,
    /** The sample service; another note makes it another version with the same behaviour. */
    checkout: (note = '', edits: Edits = {}) => put({ ...checkoutFiles(edits), note }),
    /** A server; `handle` is the body of its request listener, with `version`, `request` and `response` in scope. */
    server: (handle: string) => put({ 'server.mjs': serverOf(handle) }),
    /** Any program. */
    program: (code: string) => put({ 'server.mjs': code }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

const serverOf = (handle: string) => `
  import { createServer } from 'node:http';
  const version = process.env.VERSION;
  const server = createServer((request, response) => {
    if (request.url === '/version') return response.end(JSON.stringify({ version }));
    ${handle}
  });
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ listening: server.address().port })));
  process.once('SIGTERM', () => server.close());
`;

/** The machines and the load balancer behind a real HTTP server, without callers. */
export async function smallWorld(startTimeoutMs?: number) {
  const from = releases();
  const compute = new Compute(from.folder, startTimeoutMs);
  const meter = new Meter();
  const server = await startHttpServer(0, new LoadBalancer(compute.running, meter), new TargetsApi(compute));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ releases: from, compute, meter, port },
    /** Sends a request to the HTTP server. */
    send: (method: string, path: string, options: RequestOptions = {}) => send(port, method, path, options),
    async stop() {
      server.closeAllConnections();
      server.close();
      await compute.stop();
      from.remove();
    },
  };
}

interface RequestOptions {
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Sends a request on a new connection. Rejects if the connection breaks. */
export async function send(
  port: number,
  method: string,
  path: string,
  { headers, body }: RequestOptions = {},
): Promise<{ status: number; json: unknown }> {
  const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [response]: IncomingMessage[] = await once(sent, 'response');
  const answer = response === undefined ? '' : await text(response);
  return { status: response?.statusCode ?? 0, json: answer === '' ? undefined : JSON.parse(answer) };
}
