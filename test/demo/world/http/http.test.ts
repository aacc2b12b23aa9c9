import { addCounts, type Count } from '../../../../demo/world/metrics/meter';
import type { Share } from '../../../../demo/world/target';
import { until } from '../../../workflows/builders/until';
import { account, at, smallWorld, specOf } from '../small-world';

type SmallWorld = Awaited<ReturnType<typeof smallWorld>>;

jest.setTimeout(30_000);

const target = '/targets/prod/us-west-2/usw2-az1/fleet';
const zone = '/prod/us-west-2/usw2-az1';

let world: SmallWorld;
beforeEach(async () => {
  world = await smallWorld();
});
afterEach(() => world.stop());

/** What was counted at each share up to now. */
function counted() {
  const tallies = world.meter.takeBefore(Number.POSITIVE_INFINITY);
  const sumAt = (countedShare: Share): Count | undefined =>
    tallies
      .filter(({ target: { share } }) => share === countedShare)
      .reduce<Count | undefined>((sum, tally) => (sum === undefined ? tally : addCounts(sum, tally)), undefined);
  return { fleet: sumAt('fleet'), oneBox: sumAt('one-box') };
}

describe('a stack', () => {
  test('gets the endpoint of its process', async () => {
    const payload = world.releases.checkout();
    const { status, json } = await world.send('PUT', target, { body: specOf(payload) });
    expect({ status, json }).toEqual({
      status: 200,
      json: { Endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/prod\/us-west-2\/usw2-az1\/fleet$/) },
    });
    const { Endpoint } = json as { Endpoint: string };
    expect(await (await fetch(`${Endpoint}/version`)).json()).toMatchObject({ version: payload, share: 'fleet' });
  });

  test('gets a sentence if its process does not start', async () => {
    const missing = `sha256-${'0'.repeat(64)}`;
    expect(await world.send('PUT', target, { body: specOf(missing) })).toMatchObject({
      status: 500,
      json: {
        error: expect.stringContaining(
          `${missing} does not run at prod/us-west-2/usw2-az1/fleet: it ended with 1: Error: Cannot find module`,
        ),
      },
    });
  });

  test.each(['../../etc', 'sha256-../../../../etc/passwd', `sha256-${'0'.repeat(64)}/..`, 'latest', 7, undefined])(
    'cannot ask for %p: a payload is a digest',
    async (payload) => {
      const { status } = await world.send('PUT', target, { body: { payload, account } });
      expect(status).toBe(400);
    },
  );

  test('is refused a path that is not a target, and an unsupported method or body', async () => {
    expect((await world.send('PUT', '/targets/prod/us-west-2/usw2-az1')).status).toBe(404);
    expect((await world.send('PUT', '/targets/staging/us-west-2/usw2-az1/fleet')).status).toBe(404);
    expect((await world.send('PUT', `${target}/more`)).status).toBe(404);
    expect((await world.send('GET', target)).status).toBe(405);
  });

  test('removes its target; a second removal does nothing', async () => {
    await world.send('PUT', target, { body: specOf(world.releases.checkout()) });
    expect((await world.send('DELETE', target)).status).toBe(204);
    expect((await world.send('DELETE', target)).status).toBe(204);
    expect((await world.send('GET', `${zone}/version`)).status).toBe(503);
  });
});

describe('callers', () => {
  test('of each kind get the one-box for every tenth request, even if they alternate', async () => {
    const payload = world.releases.checkout();
    await world.compute.put(at('fleet'), specOf(payload));
    await world.compute.put(at('one-box'), specOf(payload));
    const met: string[] = [];
    for (let nth = 0; nth < 20; nth += 1) {
      for (const caller of ['canary', 'visitor', 'a person']) {
        const { json } = await world.send('GET', `${zone}/version`, { headers: { 'x-caller': caller } });
        met.push(`${nth} ${caller} ${(json as { share: string }).share}`);
      }
    }
    const tenths = [9, 19].flatMap((nth) => ['canary', 'visitor', 'a person'].map((caller) => `${nth} ${caller} one-box`));
    expect(met.filter((line) => line.endsWith('one-box'))).toEqual(tenths);
    expect(counted()).toMatchObject({ fleet: { requests: 54, errors: 0 }, oneBox: { requests: 6, errors: 0 } });
  });

  test('that name a share get that share', async () => {
    const payload = world.releases.checkout();
    await world.compute.put(at('fleet'), specOf(payload));
    await world.compute.put(at('one-box'), specOf(payload));
    for (const share of ['fleet', 'one-box']) {
      expect((await world.send('GET', `${zone}/${share}/version`)).json).toMatchObject({ share });
    }
  });

  test('get the service’s own answers, and only status 500 and above counts as an error', async () => {
    const statuses = ['200', '400', '500'];
    await world.compute.put(at(), specOf(world.releases.server('response.writeHead(Number(request.url.slice(1))).end();')));
    for (const status of statuses) expect((await world.send('GET', `${zone}/${status}`)).status).toBe(Number(status));
    expect(counted()).toMatchObject({ fleet: { requests: 3, errors: 1 } });
  });

  test('get 502 if the process breaks the connection, which counts as an error', async () => {
    await world.compute.put(at(), specOf(world.releases.server('request.socket.destroy();')));
    expect((await world.send('GET', `${zone}/any`)).status).toBe(502);
    expect(counted()).toMatchObject({ fleet: { requests: 1, errors: 1 } });
  });

  test('get 502 if the process has ended, which counts as an error', async () => {
    await world.compute.put(at(), specOf(world.releases.server('process.exit();')));
    const process = world.compute.running.sharesIn(at()).get('fleet');
    await world.send('GET', `${zone}/die`);
    await until('the process has ended', () => process?.isAlive === false);
    expect((await world.send('GET', `${zone}/any`)).status).toBe(502);
    expect(counted()).toMatchObject({ fleet: { requests: 2, errors: 2 } });
  });

  test('see a broken connection if an answer breaks off, which counts as an error', async () => {
    const count = jest.spyOn(world.meter, 'count');
    const half = "response.writeHead(200, { 'content-length': 100 }); response.write('half', () => request.socket.destroy());";
    await world.compute.put(at(), specOf(world.releases.server(half)));
    await expect(world.send('GET', `${zone}/any`)).rejects.toThrow();
    await until('the request is counted', () => count.mock.calls.length > 0);
    expect(count.mock.calls.map(([, { status }]) => status)).toEqual([502]);
  });

  test('that disconnect before the answer are counted, but not as an error', async () => {
    const count = jest.spyOn(world.meter, 'count');
    const never = `
      if (request.url === '/begun') return response.end(JSON.stringify(globalThis.begun === true));
      globalThis.begun = true;
    `;
    await world.compute.put(at(), specOf(world.releases.server(never)));
    const leaving = new AbortController();
    const left = expect(fetch(`http://127.0.0.1:${world.port}${zone}/never`, { signal: leaving.signal })).rejects.toThrow();
    await until('the request arrived', async () => (await world.send('GET', `${zone}/begun`)).json === true);
    leaving.abort();
    await left;
    const statuses = () => count.mock.calls.map(([, { status }]) => status);
    await until('the request is counted', () => statuses().some((status) => status !== 200));
    expect(statuses().filter((status) => status !== 200)).toEqual([499]);
  });

  test('get 503 if nothing runs in the zone, and 404 for an unknown path', async () => {
    expect(await world.send('GET', `${zone}/version`)).toMatchObject({
      status: 503,
      json: { error: 'nothing runs at prod/us-west-2/usw2-az1' },
    });
    expect((await world.send('GET', '/')).status).toBe(404);
  });
});
