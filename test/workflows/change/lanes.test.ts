import { notYet } from '../../../activities/attempt/not-yet';
import { type Answers, releaseOf, underWay } from '../builders/fakes';
import { aWorld, commitOf, type World } from '../builders/harness';
import { first } from '../builders/stages';
import { until } from '../builders/until';

const waiting = async (world: World) => (await world.traffic()).waiting.map(({ change }) => change);

/** The first bake of all holds its change up until it is let go on; which change touched something is noted in order. */
function heldUp() {
  const touching: string[] = [];
  let goesOn = false;
  const answers: Answers = {
    deploy: async (input, usual) => {
      touching.push(input.change);
      return await usual(input);
    },
    bake: async (plan, usual) => {
      await underWay(() => goesOn);
      return await usual(plan);
    },
  };
  return { answers, inOrder: () => [...new Set(touching)], goOn: () => (goesOn = true), count: () => touching.length };
}

describe('a lane', () => {
  test.concurrent('R22: passes from one change of a pipeline to the next when the first is done', async () => {
    const { answers, ...held } = heldUp();
    const world = await aWorld(answers);
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await world.begun('bake regional us-west-2');
    const two = await world.merge(pipeline, 2);
    await until('the second waits', async () => (await waiting(world)).includes(two.workflowId));
    expect((await world.progress(two)).stages[0]).toMatchObject({ standing: 'waiting', why: 'asked for prod/us-west-2' });
    expect(held.inOrder()).toEqual([one.workflowId]);
    held.goOn();
    expect([(await one.result()).kind, (await two.result()).kind]).toEqual(['delivered', 'delivered']);
    expect(held.inOrder()).toEqual([one.workflowId, two.workflowId]);
    expect(held.count()).toBe(10);
    expect(await world.good('prod/us-west-2')).toBe(releaseOf(commitOf(2)));
  });

  test.concurrent('is shared by the pipelines of a service; each has its own good releases there', async () => {
    const { answers, ...held } = heldUp();
    const world = await aWorld(answers);
    const app = await world.merge(world.pipeline({ stages: [first] }), 1);
    await world.begun('bake regional us-west-2');
    const infra = await world.merge(world.pipeline({ name: `${world.name}-infra`, stages: [first] }), 2);
    await until('the other pipeline waits', async () => (await waiting(world)).includes(infra.workflowId));
    expect(held.inOrder()).toEqual([app.workflowId]);
    held.goOn();
    await infra.result();
    expect(held.inOrder()).toEqual([app.workflowId, infra.workflowId]);
    expect(await world.good('prod/us-west-2')).toBe(releaseOf(commitOf(1)));
    expect(await world.good('prod/us-west-2', `${world.name}-infra`)).toBe(releaseOf(commitOf(2)));
  });

  test.concurrent('is given back untouched if an alarm is no longer quiet, and asked for again', async () => {
    const answers = ['closed', 'open'] as const;
    const world = await aWorld({
      gates: async ({ wait }) => {
        const isFirst = world.acts.filter((act) => act.startsWith('gates again')).length === 1;
        return wait || !isFirst ? { kind: answers[1] } : { kind: answers[0], because: 'alarm errors is firing' };
      },
    });
    expect((await world.play(world.pipeline({ stages: [first] }))).kind).toBe('delivered');
    expect(world.acts.slice(2, 8)).toEqual([
      ...['gates us-west-2', 'gates again us-west-2'],
      ...['gates us-west-2', 'gates again us-west-2'],
      ...['survey us-west-2', 'forward table us-west-2'],
    ]);
  });

  test.concurrent('that was given back untouched is not taken by a later change of the pipeline (I3)', async () => {
    const touching: string[] = [];
    const looks: string[] = [];
    let isQuiet = false;
    const world = await aWorld({
      gates: async ({ release, wait }, _usual) => {
        looks.push(`${release === releaseOf(commitOf(1)) ? 'one' : 'two'}${wait ? '' : ' again'}`);
        if (isQuiet || release !== releaseOf(commitOf(1))) return { kind: 'open' };
        if (!wait) return { kind: 'closed', because: 'alarm errors is firing' };
        if (looks.includes('one again')) throw notYet('alarm errors is firing');
        return { kind: 'open' };
      },
      deploy: async (input, usual) => {
        touching.push(input.change);
        return await usual(input);
      },
    });
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await until('the first gave its lane back', () => looks.includes('one again') && looks.at(-1) === 'one');
    const two = await world.merge(pipeline, 2);
    await until('the second waits', async () => (await waiting(world)).includes(two.workflowId));
    expect((await world.traffic()).holders).toEqual({});
    isQuiet = true;
    await two.result();
    expect([...new Set(touching)]).toEqual([one.workflowId, two.workflowId]);
  });

  test.concurrent('R8: stays with its holder while that goes back', async () => {
    let goesOn = false;
    const begun: string[] = [];
    const world = await aWorld({
      deploy: async (input, usual) => {
        begun.push(`${input.direction} ${input.release}`);
        if (input.direction === 'back') await underWay(() => goesOn);
        return await usual(input);
      },
      bake: async (plan, usual) =>
        begun.length === 1 ? { kind: 'unhealthy', because: 'alarm errors fired' } : await usual(plan),
    });
    const pipeline = world.pipeline({ stages: [first] });
    await world.merge(pipeline, 1);
    await world.begun('back table us-west-2');
    const two = await world.merge(pipeline, 2);
    await until('the second waits', async () => (await waiting(world)).includes(two.workflowId));
    expect(begun).toHaveLength(2);
    goesOn = true;
    expect(await two.result()).toMatchObject({ kind: 'delivered' });
    expect(begun.slice(0, 3)).toEqual([
      `forward ${releaseOf(commitOf(1))}`,
      'back found-us-west-2',
      `forward ${releaseOf(commitOf(2))}`,
    ]);
  });

  test.concurrent('without a known good release is surveyed before the first touch, and goes back to what was found', async () => {
    const releases: string[] = [];
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (input.direction === 'back') releases.push(input.release);
        return await usual(input);
      },
      bake: async () => ({ kind: 'unhealthy', because: 'alarm errors fired' }),
    });
    await world.play(world.pipeline({ stages: [first] }), 1);
    expect(world.acts.indexOf('survey us-west-2')).toBeLessThan(world.acts.indexOf('forward table us-west-2'));
    await world.play(world.pipeline({ stages: [first] }), 2);
    expect(world.acts.filter((act) => act.startsWith('survey'))).toHaveLength(1);
    expect(releases).toEqual(['found-us-west-2', 'found-us-west-2']);
  });
});
