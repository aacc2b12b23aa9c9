import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { Answers } from './faked-activities';
import { type Server, World } from './world';

let connecting: Promise<Server> | undefined;
const worlds: World[] = [];

/** A world with a worker that gives the default answers, except for those of a test. It stops after all tests of the file. */
export async function aWorld(answers: Answers = {}): Promise<World> {
  const world = await anEmptyWorld();
  await world.startWorker({ answers });
  return world;
}

/** A world without a worker. */
export async function anEmptyWorld(): Promise<World> {
  connecting ??= connect();
  const world = new World(await connecting, `s${randomBytes(5).toString('hex')}`);
  worlds.push(world);
  return world;
}

async function connect(): Promise<Server> {
  // Silent: many tests make activities and workflow tasks fail, and assert what follows.
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => {}),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
  const address = process.env.SLIPWAY_TEST_TEMPORAL ?? '';
  return { connection: await Connection.connect({ address }), native: await NativeConnection.connect({ address }) };
}

afterAll(async () => {
  await Promise.all(worlds.map((world) => world.stop()));
  const server = await connecting;
  await server?.native.close();
  await server?.connection.close();
});
