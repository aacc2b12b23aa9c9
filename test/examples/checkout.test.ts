import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(30_000);

const example = join(__dirname, '../../examples/checkout');
const run = promisify(execFile);

/** Runs something in a copy of the service's repository, as the demo has one. */
async function inACopy<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-checkout-'));
  try {
    cpSync(example, folder, { recursive: true });
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every file below a folder and the digest of its bytes. */
const bytesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${relative(folder, path)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .sort();

const packaged = () =>
  inACopy(async (folder) => {
    await run('node', ['scripts/package.mjs'], { cwd: folder });
    await run('node', ['scripts/package.mjs'], { cwd: folder });
    return bytesOf(join(folder, 'dist'));
  });

describe('packaging', () => {
  test('makes the same bytes wherever and however often it runs', async () => {
    expect(await packaged()).toEqual(await packaged());
  });

  test('makes the templates and what runs, and nothing else', async () => {
    const names = (await packaged()).map((line) => line.split(' ')[0]);
    expect(names).toEqual(['api.template.json', 'api/price.mjs', 'api/server.mjs', 'table.template.json']);
  });
});

/** The service, as it runs in a zone. */
async function service(share = 'fleet') {
  const child = spawn(process.execPath, [join(example, 'src/server.mjs')], {
    env: { PORT: '0', VERSION: 'v1', ENVIRONMENT: 'beta', ZONE: 'usw2-az1', SHARE: share },
  });
  const [line] = await once(child.stdout, 'data');
  const { listening: port }: { listening: number } = JSON.parse(String(line));
  return { child, port, url: `http://127.0.0.1:${port}` };
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<unknown[]> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  return exit;
}

describe('the service', () => {
  test('passes its unit tests', async () => {
    await run('node', ['--test', 'tests/unit.mjs'], { cwd: example });
  });

  test.each(['smoke', 'integration'])('passes its %s tests at every endpoint', async (suite) => {
    const [fleet, oneBox] = await Promise.all([service('fleet'), service('one-box')]);
    const endpoints = { 'usw2-az1': { fleet: fleet.url, 'one-box': oneBox.url } };
    const env = { PATH: process.env.PATH, SLIPWAY_ENDPOINTS: JSON.stringify(endpoints) };
    await run('node', ['--test', `tests/${suite}.mjs`], { cwd: example, env });
    await Promise.all([ended(fleet.child), ended(oneBox.child)]);
  });

  test.each(['smoke', 'integration'])('fails its %s tests where one endpoint does not answer', async (suite) => {
    const { child, url } = await service();
    const env = {
      PATH: process.env.PATH,
      SLIPWAY_ENDPOINTS: JSON.stringify({ 'usw2-az1': { fleet: url, 'one-box': 'http://127.0.0.1:1' } }),
    };
    await expect(run('node', ['--test', `tests/${suite}.mjs`], { cwd: example, env })).rejects.toThrow();
    await ended(child);
  });

  test('says which version it is, and where', async () => {
    const { child, url } = await service('one-box');
    expect(await (await fetch(`${url}/version`)).json()).toEqual({
      version: 'v1',
      environment: 'beta',
      zone: 'usw2-az1',
      share: 'one-box',
    });
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    await ended(child);
  });

  test.each([
    [{ currency: 'CHF' }, 24],
    [{ currency: 'SEK' }, 285.5],
    [{ voucher: 'WELCOME10' }, 22.5],
    [{ voucher: 'SPRING20', currency: 'USD' }, 21.8],
  ])('takes %j', async (cart, total) => {
    const { child, url } = await service();
    const body = JSON.stringify({ items: [{ price: 12.5, quantity: 2 }], ...cart });
    expect(await (await fetch(`${url}/checkout`, { method: 'POST', body })).json()).toMatchObject({ total });
    await ended(child);
  });

  test('accepts no new connection after SIGTERM, finishes the open request, and exits with 0', async () => {
    const { child, port } = await service();
    const cart = JSON.stringify({ items: [{ price: 12.5, quantity: 2 }] });
    const headers = { expect: '100-continue', 'content-length': Buffer.byteLength(cart) };
    const begun = request({ port, host: '127.0.0.1', method: 'POST', path: '/checkout', headers });
    begun.flushHeaders();
    await once(begun, 'continue');
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await refused(port);
    begun.end(cart);
    const [response] = await once(begun, 'response');
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(await exit).toEqual([0, null]);
  });
});

/** Resolves once nobody listens at the port any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (answered === undefined) return;
    await answered.text();
  }
}
