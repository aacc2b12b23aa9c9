import { added, type Count } from '../../../../demo/world/metrics/meter';
import type { Share } from '../../../../demo/world/target';
import { account, at, smallWorld, until, wanted } from '../small-world';

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
  const sumAt = (wantedShare: Share): Count | undefined =>
    tallies
      .filter(({ target: { share } }) => share === wantedShare)
      .reduce<Count | undefined>((sum, tally) => (sum === undefined ? tally : added(sum, tally)), undefined);
  return { fleet: sumAt('fleet'), oneBox: sumAt('one-box') };
}

describe('a stack', () => {
  test('is told where what it asked for answers', async () => {
    const payload = world.releases.checkout();
    const { status, json } = await world.send('PUT', target, { body: wanted(payload) });
    expect({ status, json }).toEqual({
      status: 200,
      json: { Endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/prod\/us-west-2\/usw2-az1\/fleet$/) },
    });
    const { Endpoint } = json as { Endpoint: string };
    expect(await (await fetch(`${Endpoint}/version`)).json()).toMatchObject({ version: payload, share: 'fleet' });
  });

  test('is told in a sentence why what it asked for does not run', async () => {
    const missing = `sha256-${'0'.repeat(64)}`;
    expect(await world.send('PUT', target, { body: wanted(missing) })).toMatchObject({
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

  test('is refused what is no target, and what a target does not take', async () => {
    expect((await world.send('PUT', '/targets/prod/us-west-2/usw2-az1')).status).toBe(404);
    expect((await world.send('PUT', '/targets/staging/us-west-2/usw2-az1/fleet')).status).toBe(404);
    expect((await world.send('PUT', `${target}/more`)).status).toBe(404);
    expect((await world.send('GET', target)).status).toBe(405);
  });

  test('takes its target away, whether or not anything runs there', async () => {
    await world.send('PUT', target, { body: wanted(world.releases.checkout()) });
    expect((await world.send('DELETE', target)).status).toBe(204);
    expect((await world.send('DELETE', target)).status).toBe(204);
    expect((await world.send('GET', `${zone}/version`)).status).toBe(503);
  });
});

describe('callers', () => {
  test('of every kind meet the one-box at every tenth of their requests, in between each other', async () => {
    const payload = world.releases.checkout();
    await world.compute.put(at('fleet'), wanted(payload));
    await world.compute.put(at('one-box'), wanted(payload));
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

  test('that name a share get that one', async () => {
    const payload = world.releases.checkout();
    await world.compute.put(at('fleet'), wanted(payload));
    await world.compute.put(at('one-box'), wanted(payload));
    for (const share of ['fleet', 'one-box']) {
      expect((await world.send('GET', `${zone}/${share}/version`)).json).toMatchObject({ share });
    }
  });

  test('get the service’s own answers, and only its failures count as errors', async () => {
    const statuses = ['200', '400', '500'];
    await world.compute.put(at(), wanted(world.releases.server('response.writeHead(Number(request.url.slice(1))).end();')));
    for (const status of statuses) expect((await world.send('GET', `${zone}/${status}`)).status).toBe(Number(status));
    expect(counted()).toMatchObject({ fleet: { requests: 3, errors: 1 } });
  });

  test('are told 502 where the process breaks the connection, and it counts as an error', async () => {
    await world.compute.put(at(), wanted(world.releases.server('request.socket.destroy();')));
    expect((await world.send('GET', `${zone}/any`)).status).toBe(502);
    expect(counted()).toMatchObject({ fleet: { requests: 1, errors: 1 } });
  });

  test('are told 502 where nobody listens any more, and it counts as an error', async () => {
    await world.compute.put(at(), wanted(world.releases.server('process.exit();')));
    const process = world.compute.running.sharesIn(at()).get('fleet');
    await world.send('GET', `${zone}/die`);
    await until(() => process?.isAlive === false);
    expect((await world.send('GET', `${zone}/any`)).status).toBe(502);
    expect(counted()).toMatchObject({ fleet: { requests: 2, errors: 2 } });
  });

  test('whose answer breaks off in the middle see it break, and it counts as an error', async () => {
    const count = jest.spyOn(world.meter, 'count');
    const half = "response.writeHead(200, { 'content-length': 100 }); response.write('half', () => request.socket.destroy());";
    await world.compute.put(at(), wanted(world.releases.server(half)));
    await expect(world.send('GET', `${zone}/any`)).rejects.toThrow();
    await until(() => count.mock.calls.length > 0);
    expect(count.mock.calls.map(([, { status }]) => status)).toEqual([502]);
  });

  test('that leave before the answer are counted, but not as our error', async () => {
    const count = jest.spyOn(world.meter, 'count');
    const never = `
      if (request.url === '/begun') return response.end(JSON.stringify(globalThis.begun === true));
      globalThis.begun = true;
    `;
    await world.compute.put(at(), wanted(world.releases.server(never)));
    const leaving = new AbortController();
    const left = expect(fetch(`http://127.0.0.1:${world.port}${zone}/never`, { signal: leaving.signal })).rejects.toThrow();
    await until(async () => (await world.send('GET', `${zone}/begun`)).json === true);
    leaving.abort();
    await left;
    const statuses = () => count.mock.calls.map(([, { status }]) => status);
    await until(() => statuses().some((status) => status !== 200));
    expect(statuses().filter((status) => status !== 200)).toEqual([499]);
  });

  test('are told that there is nothing where nothing runs', async () => {
    expect(await world.send('GET', `${zone}/version`)).toMatchObject({
      status: 503,
      json: { error: 'nothing runs at prod/us-west-2/usw2-az1' },
    });
    expect((await world.send('GET', '/')).status).toBe(404);
  });
});
