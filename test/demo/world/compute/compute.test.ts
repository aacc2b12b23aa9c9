import { at, smallWorld, until, wanted } from '../small-world';

type SmallWorld = Awaited<ReturnType<typeof smallWorld>>;

jest.setTimeout(30_000);

describe('the machines', () => {
  let world: SmallWorld;
  const running = () => world.compute.running.sharesIn(at()).get('fleet');
  const put = (payload: string) => world.compute.put(at(), wanted(payload));
  const version = async () => (await world.send('GET', '/prod/us-west-2/usw2-az1/version')).json;

  beforeEach(async () => {
    world = await smallWorld();
  });
  afterEach(() => world.stop());

  test('run what is wanted, and it says what and where it is', async () => {
    const payload = world.releases.checkout();
    await put(payload);
    expect(await version()).toEqual({ version: payload, environment: 'prod', zone: 'usw2-az1', share: 'fleet' });
  });

  test('told twice, start once', async () => {
    const payload = world.releases.checkout();
    await Promise.all([put(payload), put(payload)]);
    const first = running();
    await put(payload);
    expect(first).toBeDefined();
    expect(running()).toBe(first);
  });

  test('lose no request when they switch, however often, and end what ran before', async () => {
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

  test('let a request finish where it began, while new ones go to the new process already', async () => {
    const waiting = `
      if (request.url === '/wait') return globalThis.held = response;
      if (request.url === '/held') return response.end(JSON.stringify(globalThis.held !== undefined));
      globalThis.held.end(JSON.stringify('answered by the old one'));
      response.end();
    `;
    await put(world.releases.server(waiting));
    const old = `/prod/us-west-2/usw2-az1`;
    const waited = world.send('GET', `${old}/wait`);
    await until(async () => (await world.send('GET', `${old}/held`)).json === true);
    const before = running();
    const next = world.releases.checkout();
    const switched = put(next);
    await until(() => running() !== before);
    expect(await version()).toMatchObject({ version: next });
    expect(before?.isAlive).toBe(true);
    await fetch(`http://127.0.0.1:${before?.port}/let-go`);
    expect(await waited).toEqual({ status: 200, json: 'answered by the old one' });
    await switched;
    expect(before?.isAlive).toBe(false);
  });

  test.each([
    ['ends at once', 'export functoin', "it ended with 1: SyntaxError: Unexpected token 'export'"],
    ['says something else than where it listens', 'console.log("{}"); setInterval(() => {}, 1000)', 'listening'],
  ])('keep what runs when the new one %s', async (_, program, because) => {
    const good = world.releases.checkout();
    await put(good);
    const bad = world.releases.program(program);
    await expect(put(bad)).rejects.toThrow(`${bad} does not run at prod/us-west-2/usw2-az1/fleet: `);
    await expect(put(bad)).rejects.toThrow(because);
    expect(await version()).toMatchObject({ version: good });
  });

  test('keep what runs when the new one is another version than was asked for', async () => {
    const good = world.releases.checkout();
    await put(good);
    const liar = world.releases.program(`
      process.env.VERSION = '1';
      const { createServer } = await import('node:http');
      const server = createServer((_, response) => response.end('{"version":"1"}'));
      server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ listening: server.address().port })));
    `);
    await expect(put(liar)).rejects.toThrow('it answers as version 1');
    expect(await version()).toMatchObject({ version: good });
  });

  test('start anew what has died, when told again', async () => {
    const mortal = world.releases.server('process.exit(3);');
    await put(mortal);
    const first = running();
    expect((await world.send('GET', '/prod/us-west-2/usw2-az1/die')).status).toBe(502);
    await until(() => first?.isAlive === false);
    await put(mortal);
    expect(running()).not.toBe(first);
    expect(await version()).toEqual({ version: mortal });
  });

  test('stop a target when told, and again when told again', async () => {
    await put(world.releases.checkout());
    const process = running();
    await world.compute.remove(at());
    await world.compute.remove(at());
    expect(process?.isAlive).toBe(false);
    expect([...world.compute.running.zones()]).toEqual([]);
  });

  test('start nothing once they stop', async () => {
    const payload = world.releases.checkout();
    await put(payload);
    const process = running();
    await world.compute.stop();
    expect(process?.isAlive).toBe(false);
    await expect(world.compute.put(at('one-box'), wanted(payload))).rejects.toThrow('everything stops');
  });
});

test('a process that never answers is given up', async () => {
  const world = await smallWorld(100);
  const silent = world.releases.program('setInterval(() => {}, 1000)');
  await expect(world.compute.put(at(), wanted(silent))).rejects.toThrow('it did not answer within 100 ms');
  expect([...world.compute.running.zones()]).toEqual([]);
  await world.stop();
});

test('stopping gives up what is being started', async () => {
  const world = await smallWorld();
  const put = world.compute.put(at(), wanted(world.releases.program('setInterval(() => {}, 1000)')));
  const refused = expect(put).rejects.toThrow('everything stops');
  await new Promise(setImmediate);
  await world.stop();
  await refused;
});
