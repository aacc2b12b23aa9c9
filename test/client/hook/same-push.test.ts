import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { startChange } from '../../../activities/temporal/start-change';
import { traffic } from '../../../workflows/messages/service-messages';
import { activitiesWith } from '../../workflows/builders/fakes';
import { until } from '../../workflows/builders/until';
import { AGitServer } from './a-git-server';

const name = (commit: string) => commit.slice(0, 12);

/** Runs a worker on the task queue of hooks; every review refuses, so that changes end early. */
async function whileWorking<T>(world: AGitServer, play: () => Promise<T>): Promise<T> {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => {}),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
  const connection = await NativeConnection.connect({ address: process.env.SLIPWAY_TEST_TEMPORAL ?? '' });
  const reviewing = { review: async () => ({ kind: 'refused' as const, because: 'this test needs no more' }) };
  const worker = await Worker.create({
    connection,
    taskQueue: 'slipway',
    workflowBundle: { codePath: process.env.SLIPWAY_TEST_BUNDLE ?? '' },
    activities: {
      ...activitiesWith(reviewing, () => {}),
      startChange: startChange({ temporal: world.client, taskQueue: 'slipway' }),
    },
  });
  try {
    return await worker.runUntil(play());
  } finally {
    await connection.close();
  }
}

/** The changes of the world's service that have ended, in the service's own words. */
async function changesOf(world: AGitServer, commits: readonly string[]): Promise<string[]> {
  const service = world.client.workflow.getHandle(`service/${world.name}`);
  await until('all changes have ended', async () => (await service.query(traffic)).ended.length === commits.length);
  const state = await service.query(traffic);
  expect(state.numbers).toEqual({ [world.name]: commits.length });
  expect(state.living).toEqual([]);
  return state.ended.map(({ id }) => id);
}

describe('R5: one merge is one change', () => {
  test('however often and in whatever order its push is delivered, all at once or one by one', async () => {
    const world = await AGitServer.start();
    await world.install();
    const one = await world.commit({ 'pipeline.json': world.pipeline() });
    await world.pushSilently('main');
    const two = await world.commit();
    await world.pushSilently('main');
    const [first, second] = [world.message(one), world.message(two, { before: one })];
    const deliveries = [second, first, second, first, first];
    const early = await Promise.all(deliveries.map((message) => world.post(message)));
    await whileWorking(world, async () => {
      const ids = (await changesOf(world, [one, two])).sort();
      expect(ids).toEqual([`${world.name}/${name(one)}`, `${world.name}/${name(two)}`].sort());
      const late = await world.post(first); // after it has ended
      expect([...early, late].map(({ status, said }) => [status, said.change])).toEqual(
        [two, one, two, one, one, one].map((commit) => [202, `${world.name}/${name(commit)}`]),
      );
      await changesOf(world, [one, two]);
    });
    expect((await world.merges()).filter((signal) => signal === 'merged')).toHaveLength(6); // the service recognises them as the same
  });

  test('also if it was submitted by hand before', async () => {
    const world = await AGitServer.start();
    await world.install();
    const commit = await world.commit({ 'pipeline.json': world.pipeline() });
    await world.pushSilently('main');
    const pipeline = `${world.folder}/clone/pipeline.json`;
    const address = process.env.SLIPWAY_TEST_TEMPORAL ?? '';
    const { out } = await world.slipwayTo(address, 'submit', '-r', world.bare, '-c', commit, '-p', pipeline, '--json');
    const { said } = await world.post(world.message(commit));
    expect(JSON.parse(out)).toEqual({ change: said.change });
    await whileWorking(world, async () => {
      expect(await changesOf(world, [commit])).toEqual([said.change]);
    });
  });
});
