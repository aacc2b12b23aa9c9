import { until } from '../../../workflows/builders/until';
import { at, smallWorld, specOf } from '../small-world';

type SmallWorld = Awaited<ReturnType<typeof smallWorld>>;

jest.setTimeout(30_000);

describe('the machines', () => {
  let world: SmallWorld;
  const running = () => world.compute.running.sharesIn(at()).get('fleet');
  const put = (payload: string) => world.compute.put(at(), specOf(payload));
  const version = async () => (await world.send('GET', '/prod/us-west-2/usw2-az1/version')).json;

  beforeEach(async () => {
    world = await smallWorld();
  });
  afterEach(() => world.stop());

  test('run the process, which reports its version and place', async () => {
    const payload = world.releases.checkout();
    await put(payload);
    expect(await version()).toEqual({ version: payload, environment: 'prod', zone: 'usw2-az1', share: 'fleet' });
  });

  test('are idempotent: the same process starts once', async () => {
    const payload = world.releases.checkout();
    await Promise.all([put(payload), put(payload)]);
    const first = running();
    await put(payload);
    expect(first).toBeDefined();
    expect(running()).toBe(first);
  });

  test('lose no request when they replace a process, and end the old one', async () => {
    const payloads = ['a', 'b', 'c', 'd', 'e'].map((note) => world.releases.checkout(note));
    await put(payloads[0] ?? '');
    const first = running();
    let isOver = false;
    const body = { items: [{ price: 2, quantity: 3 }] };
    const caller = async () => {
      const statuses = [];
      while (!isOver) statuses.push((await world.send('POST', '/prod/us-west-2/usw2-az1/checkout', { body })).status);
      return statuses;
    };
    const callers = Array.from({ length: 8 }, caller);
    for (const payload of payloads.slice(1)) await put(payload);
    isOver = true;
    const statuses = (await Promise.all(callers)).flat();
    expect(statuses.length).toBeGreaterThan(payloads.length);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(first?.isAlive).toBe(false);
    expect(await version()).toMatchObject({ version: payloads.at(-1) });
  });

  test('let an open request finish in the old process, while new ones go to the new process', async () => {
    const waiting = `
      if (request.url === '/wait') return globalThis.held = response;
      if (request.url === '/held') return response.end(JSON.stringify(globalThis.held !== undefined));
      globalThis.held.end(JSON.stringify('answered by the old process'));
      response.end();
    `;
    await put(world.releases.server(waiting));
    const old = `/prod/us-west-2/usw2-az1`;
    const waited = world.send('GET', `${old}/wait`);
    await until('the request arrived', async () => (await world.send('GET', `${old}/held`)).json === true);
    const before = running();
    const next = world.releases.checkout();
    const switched = put(next);
    await until('the new process runs', () => running() !== before);
    expect(await version()).toMatchObject({ version: next });
    expect(before?.isAlive).toBe(true);
    await fetch(`http://127.0.0.1:${before?.port}/let-go`);
    expect(await waited).toEqual({ status: 200, json: 'answered by the old process' });
    await switched;
    expect(before?.isAlive).toBe(false);
  });

  test.each([
    ['ends at once', 'export functoin', "it ended with 1: SyntaxError: Unexpected token 'export'"],
    ['does not print its port', 'console.log("{}"); setInterval(() => {}, 1000)', 'listening'],
  ])('keep the old process if the new one %s', async (_, program, because) => {
    const good = world.releases.checkout();
    await put(good);
    const bad = world.releases.program(program);
    await expect(put(bad)).rejects.toThrow(`${bad} does not run at prod/us-west-2/usw2-az1/fleet: `);
    await expect(put(bad)).rejects.toThrow(because);
    expect(await version()).toMatchObject({ version: good });
  });

  test('keep the old process if the new one reports another version', async () => {
    const good = world.releases.checkout();
    await put(good);
    const liar = world.releases.program(`
      process.env.VERSION = '1';
      const { createServer } = await import('node:http');
      const server = createServer((_, response) => response.end('{"version":"1"}'));
      server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ listening: server.address().port })));
    `);
    await expect(put(liar)).rejects.toThrow('it reports version 1');
    expect(await version()).toMatchObject({ version: good });
  });

  test('start a dead process again when asked for the same', async () => {
    const mortal = world.releases.server('process.exit(3);');
    await put(mortal);
    const first = running();
    expect((await world.send('GET', '/prod/us-west-2/usw2-az1/die')).status).toBe(502);
    await until('the process has ended', () => first?.isAlive === false);
    await put(mortal);
    expect(running()).not.toBe(first);
    expect(await version()).toEqual({ version: mortal });
  });

  test('stop a target, and do nothing at a second stop', async () => {
    await put(world.releases.checkout());
    const process = running();
    await world.compute.remove(at());
    await world.compute.remove(at());
    expect(process?.isAlive).toBe(false);
    expect([...world.compute.running.zones()]).toEqual([]);
  });

  test('start nothing after they have stopped', async () => {
    const payload = world.releases.checkout();
    await put(payload);
    const process = running();
    await world.compute.stop();
    expect(process?.isAlive).toBe(false);
    await expect(world.compute.put(at('one-box'), specOf(payload))).rejects.toThrow('the world is stopping');
  });
});

test('a process that never answers is killed', async () => {
  const world = await smallWorld(100);
  const silent = world.releases.program('setInterval(() => {}, 1000)');
  await expect(world.compute.put(at(), specOf(silent))).rejects.toThrow('it did not answer within 100 ms');
  expect([...world.compute.running.zones()]).toEqual([]);
  await world.stop();
});

test('a stop aborts pending starts', async () => {
  const world = await smallWorld();
  const put = world.compute.put(at(), specOf(world.releases.program('setInterval(() => {}, 1000)')));
  const refused = expect(put).rejects.toThrow('the world is stopping');
  await new Promise(setImmediate);
  await world.stop();
  await refused;
});
