import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Compute } from '../../../demo/world/compute/compute';
import { Balancer } from '../../../demo/world/door/balancer';
import { openDoor } from '../../../demo/world/door/server';
import { StackDesk } from '../../../demo/world/door/stack-desk';
import { Meter } from '../../../demo/world/metrics/meter';
import type { Share } from '../../../demo/world/target';

export const account = '222222222222';

/** The target that the tests deploy to. */
export const at = (share: Share = 'fleet') => ({ environment: 'prod', region: 'us-west-2', zone: 'usw2-az1', share }) as const;

/** What the tests want to run there. */
export const wanted = (payload: string) => ({ payload, account, table: 'checkout-prod' });

/** What is changed in a file, by its name. */
type Edits = Readonly<Record<string, (text: string) => string>>;

const service = join(__dirname, '../../../examples/checkout/src');

/** The files of the sample service, with something changed in some. */
const checkoutFiles = (edits: Edits): Record<string, string> =>
  Object.fromEntries(
    readdirSync(service).map((name) => {
      const text = readFileSync(join(service, name), 'utf8');
      return [name, edits[name]?.(text) ?? text];
    }),
  );

/** A folder of releases, with the sample service or servers of the test's own as payloads. */
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
    /** The sample service; the note makes it another version of the same. */
    checkout: (note = '', edits: Edits = {}) => put({ ...checkoutFiles(edits), note }),
    /** A server of the test's own: the body of a request's handler, with `version`, `request` and `response` in scope. */
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

/** The machines and the balancer behind a real door, without callers. */
export async function smallWorld(startMs?: number) {
  const from = releases();
  const compute = new Compute(from.folder, startMs);
  const meter = new Meter();
  const door = await openDoor(0, new Balancer(compute.running, meter), new StackDesk(compute));
  const { port } = door.address() as AddressInfo;
  return {
    ...{ releases: from, compute, meter, port },
    /** Sends a request to the door. */
    send: (method: string, path: string, options: Sent = {}) => send(port, method, path, options),
    async stop() {
      door.closeAllConnections();
      door.close();
      await compute.stop();
      from.remove();
    },
  };
}

interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Sends a request on a connection of its own. Rejects where the connection breaks. */
export async function send(
  port: number,
  method: string,
  path: string,
  { headers, body }: Sent = {},
): Promise<{ status: number; json: unknown }> {
  const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [response]: IncomingMessage[] = await once(sent, 'response');
  const said = response === undefined ? '' : await text(response);
  return { status: response?.statusCode ?? 0, json: said === '' ? undefined : JSON.parse(said) };
}

/** Resolves once it holds: asks again and again. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
