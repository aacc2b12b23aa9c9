import { ended, merged } from '../../../workflows/messages/service-messages';
import { aWorld } from '../builders/a-world';
import { releaseOf } from '../builders/fakes';
import { first } from '../builders/stages';
import { until } from '../builders/until';
import { commitOf } from '../builders/world';

describe('a service', () => {
  test.concurrent('R5: starts one change for a merge that is delivered many times', async () => {
    const world = await aWorld();
    const pipeline = world.pipeline({ stages: [first] });
    await Promise.all([world.merge(pipeline), world.merge(pipeline), world.merge(pipeline)]);
    expect(await world.runChange(pipeline)).toMatchObject({ kind: 'delivered' });
    expect(world.calls.filter((line) => line === 'build')).toHaveLength(1);
    expect((await world.traffic()).numbers).toEqual({ [world.name]: 1 });
  });

  test.concurrent('R1: does not start a finished change again, however often its merge is delivered', async () => {
    const world = await aWorld();
    const pipeline = world.pipeline({ stages: [first] });
    const change = await world.merge(pipeline);
    await change.result();
    const { runId } = await change.describe();
    const calls = [...world.calls];
    await world.merge(pipeline);
    expect(await world.runChange(pipeline, 2)).toMatchObject({ kind: 'delivered' });
    expect(await change.describe()).toMatchObject({ runId, status: { name: 'COMPLETED' } });
    expect(world.calls.slice(0, calls.length)).toEqual(calls);
    expect((await world.traffic()).numbers).toEqual({ [world.name]: 2 });
  });

  test.concurrent('R1: also if it does not remember the change', async () => {
    const world = await aWorld();
    const pipeline = world.pipeline({ stages: [first] });
    const change = await world.merge(pipeline);
    await change.result();
    await world.service.terminate();
    await world.merge(pipeline);
    await until('the service knows that it has ended', async () => {
      const { numbers, living } = await world.traffic();
      return numbers[world.name] === 1 && living.length === 0;
    });
    expect(world.calls.filter((line) => line === 'build')).toHaveLength(1);
  });

  test.concurrent('goes on after malformed messages', async () => {
    const world = await aWorld();
    const pipeline = world.pipeline({ stages: [first] });
    const change = await world.merge(pipeline);
    await change.result();
    for (const message of [
      [],
      [null],
      [{}],
      ['merge it'],
      [{ pipeline, merge: {} }],
      [{ pipeline: { stages: [null] }, merge: { commit: 'c' } }],
    ])
      for (const signal of ['merged', 'reviewed', 'arrived', 'finished', 'found', 'ended'])
        await world.service.signal(signal, ...message);
    await world.service.signal(merged, {
      pipeline: { ...pipeline, service: 'of-somebody-else' },
      merge: { commit: commitOf(7), repository: 'nowhere' },
    });
    expect(await world.runChange(pipeline, 2)).toMatchObject({ kind: 'delivered' });
    expect(await world.traffic()).toMatchObject({ numbers: { [world.name]: 2 }, living: [] });
  });

  test.concurrent('continues as new with its whole state, also while a change is under way', async () => {
    let hasContinued = false;
    const world = await aWorld({
      bake: async (plan, proceed) => {
        if (plan.of === 'zone') await until('the service has continued as new', () => hasContinued);
        return await proceed(plan);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall('bake zone usw2-az1');
    const [before, { runId }] = [await world.traffic(), await world.service.describe()];
    const longId = 'x'.repeat(900_000); // the server suggests to continue as new at four megabytes of history
    await until('the service has continued as new', async () => {
      await world.service.signal(ended, { change: longId, outcome: { kind: 'delivered', because: 'it is big' } });
      return (await world.service.describe()).runId !== runId;
    });
    expect(await world.traffic()).toEqual(before);
    hasContinued = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(await world.good('prod/us-west-2')).toBe(releaseOf(commitOf(1)));
  });
});
