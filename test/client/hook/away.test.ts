import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { KeptTemporal } from '../../../client/temporal/kept-connection';
import { startTemporal } from '../../../local/servers/temporal';
import { aFolder } from '../../activities/builders/a-site';
import { AGitServer, AServe } from './a-git-server';

/** A Temporal server that can go away and come back, with all that it knew and where it was. */
class AServer {
  private readonly folder = aFolder();
  /** Of its own, and none that the system hands out: another program would take it while the server is away. */
  private readonly port = randomInt(20_000, 28_000);
  private constructor(private server: Awaited<ReturnType<typeof startTemporal>> | undefined) {}

  static async start(): Promise<AServer> {
    const server = new AServer(undefined);
    await server.comesBack();
    return server;
  }

  get address(): string {
    return this.server?.address ?? '';
  }

  async goesAway(): Promise<void> {
    await this.server?.stop();
  }

  async comesBack(): Promise<void> {
    const { TEMPORAL_ADDRESS: _, ...env } = process.env;
    const databaseFile = join(this.folder, 'temporal.db');
    this.server = await startTemporal({
      logs: this.folder,
      databaseFile,
      env,
      say: () => {},
      port: this.port,
      uiPort: this.port + 1,
    });
  }
}

describe('slipway serve, whose Temporal server goes away and comes back', () => {
  let temporal: AServer;
  let world: AGitServer;
  let serve: AServe;
  let message: string;
  beforeAll(async () => {
    temporal = await AServer.start();
    serve = await AServe.start(temporal.address);
    world = await AGitServer.start(serve);
    await world.install();
    const commit = await world.commit({ 'pipeline.json': world.pipeline() });
    await world.pushUntold('main');
    message = world.message(commit);
  });
  afterAll(() => temporal.goesAway());

  test('answers 202, 503 while it is away, and 202 to the first message after', async () => {
    expect(await world.post(message)).toMatchObject({ status: 202 });
    await temporal.goesAway();
    const { status, headers } = await world.post(message);
    expect({ status, again: headers.get('retry-after') }).toEqual({ status: 503, again: '10' });
    await temporal.comesBack();
    expect(await world.post(message)).toMatchObject({ status: 202 });
  });

  test('answers 202 also where nobody asked while it was away', async () => {
    expect(await world.post(message)).toMatchObject({ status: 202 });
    await temporal.goesAway();
    await temporal.comesBack();
    const together = await Promise.all([world.post(message), world.post(message), world.post(message)]);
    expect(together.map(({ status }) => status)).toEqual([202, 202, 202]);
  });

  test('answers all of several at once with 503 while it is away, and ends well afterwards', async () => {
    expect(await world.post(message)).toMatchObject({ status: 202 });
    await temporal.goesAway();
    const together = await Promise.all([world.post(message), world.post(message), world.post(message)]);
    expect(together.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(await serve.stop()).toBe(0);
  });
});

test('a connection that is kept is one, also for those who ask at once', async () => {
  const before = process.env.TEMPORAL_ADDRESS;
  process.env.TEMPORAL_ADDRESS = process.env.SLIPWAY_TEST_TEMPORAL ?? '';
  const kept = new KeptTemporal();
  try {
    const ask = () => kept.use(async (_, connection) => connection);
    const [one, two] = await Promise.all([ask(), ask()]);
    expect([two, await ask()].every((other) => other === one)).toBe(true);
  } finally {
    await kept.close();
    if (before === undefined) delete process.env.TEMPORAL_ADDRESS;
    else process.env.TEMPORAL_ADDRESS = before;
  }
});
