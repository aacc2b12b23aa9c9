import { notYet } from '../../../activities/attempt/not-yet';
import { aWorld } from '../builders/a-world';
import { beforeCall, runUntil, unhealthy } from '../builders/answers';
import type { Answers } from '../builders/faked-activities';
import { releaseOf } from '../builders/fakes';
import { first } from '../builders/stages';
import { until } from '../builders/until';
import { commitOf } from '../builders/world';

/** The change of each deployment, in order. */
class Deployments {
  readonly changes: string[] = [];

  /** Each change once. */
  get order(): string[] {
    return [...new Set(this.changes)];
  }

  record: NonNullable<Answers['deploy']> = async (input, proceed) => {
    this.changes.push(input.change);
    return await proceed(input);
  };
}

const bake = 'bake regional us-west-2';

/** A world in which the first bake of each change ends only when `bakes.mayContinue` is set. */
async function aSlowWorld() {
  const deployments = new Deployments();
  const bakes = { mayContinue: false };
  const world = await aWorld({ ...beforeCall(bake, () => runUntil(() => bakes.mayContinue)), deploy: deployments.record });
  return { world, deployments, bakes };
}

describe('a lane', () => {
  test.concurrent('R22: passes from one change of a pipeline to the next when the first is done', async () => {
    const { world, deployments, bakes } = await aSlowWorld();
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await world.waitForCall(bake);
    const two = await world.merge(pipeline, 2);
    await world.waitForRequest(two);
    expect((await world.progress(two)).stages[0]).toMatchObject({ standing: 'waiting', why: 'it needs the lane prod/us-west-2' });
    expect(deployments.order).toEqual([one.workflowId]);
    bakes.mayContinue = true;
    expect([(await one.result()).kind, (await two.result()).kind]).toEqual(['delivered', 'delivered']);
    expect(deployments.order).toEqual([one.workflowId, two.workflowId]);
    expect(deployments.changes).toHaveLength(10);
    expect(await world.good('prod/us-west-2')).toBe(releaseOf(commitOf(2)));
  });

  test.concurrent('is shared by the pipelines of a service; each has its own good releases there', async () => {
    const { world, deployments, bakes } = await aSlowWorld();
    const app = await world.merge(world.pipeline({ stages: [first] }), 1);
    await world.waitForCall(bake);
    const infra = await world.merge(world.pipeline({ name: `${world.name}-infra`, stages: [first] }), 2);
    await world.waitForRequest(infra);
    expect(deployments.order).toEqual([app.workflowId]);
    bakes.mayContinue = true;
    await infra.result();
    expect(deployments.order).toEqual([app.workflowId, infra.workflowId]);
    expect(await world.good('prod/us-west-2')).toBe(releaseOf(commitOf(1)));
    expect(await world.good('prod/us-west-2', `${world.name}-infra`)).toBe(releaseOf(commitOf(2)));
  });

  test.concurrent('is given back untouched if an alarm is no longer quiet, and asked for again', async () => {
    const world = await aWorld({
      gates: async (input, proceed) => {
        const isFirst = world.calls.filter((line) => line.startsWith('gates again')).length === 1;
        return !input.wait && isFirst ? { kind: 'closed', because: 'alarm errors is firing' } : await proceed(input);
      },
    });
    expect((await world.runChange(world.pipeline({ stages: [first] }))).kind).toBe('delivered');
    expect(world.calls.slice(2, 10)).toEqual([
      ...['gates us-west-2', 'examine us-west-2', 'gates again us-west-2'],
      ...['gates us-west-2', 'examine us-west-2', 'gates again us-west-2'],
      ...['survey us-west-2', 'forward table us-west-2'],
    ]);
  });

  test.concurrent('that was given back untouched is not taken by a later change of the pipeline (I3)', async () => {
    const deployments = new Deployments();
    const looks: string[] = [];
    let isQuiet = false;
    const world = await aWorld({
      gates: async ({ release, wait }) => {
        looks.push(`${release === releaseOf(commitOf(1)) ? 'one' : 'two'}${wait ? '' : ' again'}`);
        if (isQuiet || release !== releaseOf(commitOf(1))) return { kind: 'open' };
        if (!wait) return { kind: 'closed', because: 'alarm errors is firing' };
        if (looks.includes('one again')) throw notYet('alarm errors is firing');
        return { kind: 'open' };
      },
      deploy: deployments.record,
    });
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await until('the first gave its lane back', () => looks.includes('one again') && looks.at(-1) === 'one');
    const two = await world.merge(pipeline, 2);
    await world.waitForRequest(two);
    expect((await world.traffic()).holders).toEqual({});
    isQuiet = true;
    await two.result();
    expect(deployments.order).toEqual([one.workflowId, two.workflowId]);
  });

  test.concurrent('R8: stays with its holder while that goes back', async () => {
    let mayContinue = false;
    const deployments: string[] = [];
    const world = await aWorld({
      deploy: async (input, proceed) => {
        deployments.push(`${input.direction} ${input.release}`);
        if (input.direction === 'back') await runUntil(() => mayContinue);
        return await proceed(input);
      },
      bake: async (plan, proceed) => (deployments.length === 1 ? unhealthy : await proceed(plan)),
    });
    const pipeline = world.pipeline({ stages: [first] });
    await world.merge(pipeline, 1);
    await world.waitForCall('back table us-west-2');
    const two = await world.merge(pipeline, 2);
    await world.waitForRequest(two);
    expect(deployments).toHaveLength(2);
    mayContinue = true;
    expect(await two.result()).toMatchObject({ kind: 'delivered' });
    expect(deployments.slice(0, 3)).toEqual([
      `forward ${releaseOf(commitOf(1))}`,
      'back found-us-west-2',
      `forward ${releaseOf(commitOf(2))}`,
    ]);
  });

  test.concurrent('without a known good release is surveyed before the first touch, and goes back to what was found', async () => {
    const releases: string[] = [];
    const world = await aWorld({
      deploy: async (input, proceed) => {
        if (input.direction === 'back') releases.push(input.release);
        return await proceed(input);
      },
      bake: async () => unhealthy,
    });
    await world.runChange(world.pipeline({ stages: [first] }), 1);
    expect(world.calls.indexOf('survey us-west-2')).toBeLessThan(world.calls.indexOf('forward table us-west-2'));
    await world.runChange(world.pipeline({ stages: [first] }), 2);
    expect(world.calls.filter((line) => line.startsWith('survey'))).toHaveLength(1);
    expect(releases).toEqual(['found-us-west-2', 'found-us-west-2']);
  });
});
