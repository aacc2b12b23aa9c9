import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { startTemporal } from '../../../local/servers/temporal';
import { aFolder } from '../../a-folder';
import { AGitServer, AServe } from './a-git-server';

/** A Temporal server that can stop and start again, with the same data on the same port. */
class AServer {
  private readonly folder = aFolder();
  /** Not a port that the system assigns: another program could take it while the server is away. */
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
    await world.pushSilently('main');
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

  test('answers 202 also if no message came while it was away', async () => {
    expect(await world.post(message)).toMatchObject({ status: 202 });
    await temporal.goesAway();
    await temporal.comesBack();
    const together = await Promise.all([world.post(message), world.post(message), world.post(message)]);
    expect(together.map(({ status }) => status)).toEqual([202, 202, 202]);
  });

  test('answers several messages at once with 503 while it is away, and stops cleanly afterwards', async () => {
    expect(await world.post(message)).toMatchObject({ status: 202 });
    await temporal.goesAway();
    const together = await Promise.all([world.post(message), world.post(message), world.post(message)]);
    expect(together.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(await serve.stop()).toBe(0);
  });
});
