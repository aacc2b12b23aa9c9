import { readTree } from '../../../client/tree/read-tree';
import { render } from '../../../client/tree/render';
import { approveUpdate, cancelUpdate, retry, retryUpdate } from '../../../workflows/messages/commands';
import { statusAttribute } from '../../../workflows/messages/search-attributes';
import { aWorld } from '../builders/a-world';
import { beforeCall, unhealthyBake } from '../builders/answers';
import { clear, denied, denyUntilFixed, mayReplace, policyNames, waitForObstacle, waitForQuestions } from '../builders/questions';
import { rejectionOf } from '../builders/rejection-of';
import { first, firstDeployments, second } from '../builders/stages';
import { until } from '../builders/until';

const ann = { by: 'ann', why: 'gave it the right' };
const told = (calls: readonly string[]) => calls.filter((line) => line === 'notify waits for a person').length;

describe('protected: what a person must remove before the first touch', () => {
  test.concurrent('makes the change wait, with its lanes given back, and a change of another pipeline passes', async () => {
    const cause = { isFixed: false };
    const world = await aWorld({
      examine: async (input, proceed) => {
        if (!input.targets[0]?.stack.startsWith(`${world.name}-infra`)) await denyUntilFixed(cause)();
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }), 1);
    await waitForObstacle(world, change);
    expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [] });
    expect((await world.progress(change)).stages[0]).toMatchObject({
      standing: 'waiting',
      why: denied,
      until: expect.any(String),
    });
    await until('a search finds it', async () => {
      const { typedSearchAttributes } = await change.describe();
      return typedSearchAttributes.get(statusAttribute) === 'waits for a person';
    });
    expect(await world.runChange(world.pipeline({ name: `${world.name}-infra`, stages: [first] }), 2)).toMatchObject({
      kind: 'delivered',
    });
    const tree = await readTree(world.client, change.workflowId, () => new Date().toISOString());
    expect(tree && render(tree, { width: 200, color: false }).slice(-2)).toEqual([
      expect.stringMatching(new RegExp(`^ {2}waits for a person since \\S+ \\S+ UTC: ${denied}$`)),
      `    it looks again by itself, at the latest after ten minutes; to look at once: slipway retry ${change.workflowId} --why …`,
    ]);
    cause.isFixed = true;
    expect(await change.executeUpdate(retryUpdate, { args: [ann] })).toEqual({ message: 'it looks again' });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    const after = await world.progress(change);
    expect(after).not.toHaveProperty('obstacle');
    expect(after.decisions).toMatchObject([{ ...ann, what: 'retry: look again whether it can go on' }]);
  });

  test.concurrent('is looked at again by itself after a minute', async () => {
    const world = await aWorld({
      examine: async (input, proceed) => {
        await denyUntilFixed({ isFixed: world.calls.filter((line) => line.startsWith('examine')).length > 1 })();
        return await proceed(input);
      },
    });
    const startedMs = Date.now();
    expect(await world.runChange(world.pipeline({ stages: [first] }))).toMatchObject({ kind: 'delivered' });
    expect(Date.now() - startedMs).toBeGreaterThan(59_000);
  });

  test.concurrent('is told once, however often it is looked at, and again if the reason changes', async () => {
    let because = `${denied} (Request ID: 1)`;
    const cause = { isFixed: false };
    const world = await aWorld(beforeCall('examine us-west-2', async () => await denyUntilFixed(cause, because)()));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    for (const [looks, reason] of [
      `${denied} (Request ID: 2)`,
      `${denied} (Request ID: 3)`,
      'the limit of stacks is reached',
    ].entries()) {
      await waitForObstacle(world, change, looks + 1);
      because = reason;
      await change.signal(retry, ann);
    }
    await waitForObstacle(world, change, 4);
    await world.waitForCall('notify waits for a person', 2);
    expect(told(world.calls)).toBe(2);
    const { obstacle } = await world.progress(change);
    expect(obstacle).toMatchObject({ stage: 'first', because, looks: 4 });
    cause.isFixed = true;
    await change.signal(retry, ann);
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent.each(['review from the beginning', 'build', 'gates us-west-2', 'gates again us-west-2', 'survey us-west-2'])(
    'makes the change wait wherever it is met: %s',
    async (line) => {
      const cause = { isFixed: false };
      const world = await aWorld(beforeCall(line, denyUntilFixed(cause)));
      const change = await world.merge(world.pipeline({ stages: [first] }));
      await waitForObstacle(world, change);
      expect(world.deployments).toEqual([]);
      const { doing, obstacle } = await world.progress(change);
      expect(obstacle?.because).toBe(denied);
      if (obstacle?.stage === undefined) expect(doing).toBe(`waiting: ${denied}`);
      else expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [] });
      cause.isFixed = true;
      await change.executeUpdate(retryUpdate, { args: [ann] });
      expect(await change.result()).toMatchObject({ kind: 'delivered' });
      expect(world.deployments).toEqual(firstDeployments);
    },
  );

  test.concurrent('is told of every Region at once, and nothing is still being looked at when the lanes are given back', async () => {
    const running = new Set<string>();
    let whileGivenBack = 0;
    const world = await aWorld({
      examine: async ({ targets }) => {
        const region = targets[0]?.region ?? '';
        running.add(region);
        if (region === 'us-east-1') await until('the other has failed', () => !running.has('eu-west-1'));
        running.delete(region);
        return await denyUntilFixed({ isFixed: false }, `denied in ${region}`)().then(() => clear());
      },
      notify: async () => {
        whileGivenBack = Math.max(whileGivenBack, running.size);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await waitForObstacle(world, change);
    expect((await world.progress(change)).obstacle?.because).toBe('denied in eu-west-1; denied in us-east-1');
    await world.waitForCall('notify waits for a person');
    expect([whileGivenBack, told(world.calls)]).toEqual([0, 1]);
    await change.executeUpdate(cancelUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'cancelled', because: expect.stringContaining('stage second, waiting') });
    expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [], living: [] });
    expect(await world.progress(change)).not.toHaveProperty('obstacle');
  });

  test.concurrent('is not waited for where another Region is refused: that cannot be mended from outside', async () => {
    const world = await aWorld({
      examine: async ({ targets }) => {
        if (targets[0]?.region === 'us-east-1') return { kind: 'refused', because: 'Orders would be removed' };
        return await denyUntilFixed({ isFixed: false })().then(() => clear());
      },
    });
    expect(await world.runChange(world.pipeline({ stages: [second] }))).toMatchObject({
      kind: 'refused',
      because: 'stage second: Orders would be removed',
    });
  });

  test.concurrent('says clearly what can be retried', async () => {
    const world = await aWorld(beforeCall('examine us-west-2', denyUntilFixed({ isFixed: false })));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForObstacle(world, change);
    expect(await rejectionOf(change.executeUpdate(retryUpdate, { args: [{ ...ann, at: 'first/us-west-2' }] }))).toBe(
      'nothing is stuck at first/us-west-2: the change itself waits, so leave out the place',
    );
    expect(await rejectionOf(change.executeUpdate(retryUpdate, { args: [{ ...ann, why: '' }] }))).toBe(
      '"why" is missing: give the reason, which is kept',
    );
    await change.executeUpdate(cancelUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
  });

  test.concurrent('is forgotten once it is gone: a question may follow it', async () => {
    const cause = { isFixed: false };
    const world = await aWorld({
      ...policyNames('grace'),
      examine: async () => {
        await denyUntilFixed(cause)();
        return clear({ questions: [mayReplace()] });
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForObstacle(world, change);
    cause.isFixed = true;
    await change.executeUpdate(retryUpdate, { args: [ann] });
    await waitForQuestions(world, change);
    expect(await world.progress(change)).not.toHaveProperty('obstacle');
    await change.executeUpdate(approveUpdate, { args: [{ ...ann, by: 'grace', stage: 'first', component: 'table' }] });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });
});

describe('protected: what a person must remove after the first touch', () => {
  test.concurrent('makes the stage go back', async () => {
    const world = await aWorld(beforeCall('forward api usw2-az1', denyUntilFixed({ isFixed: false })));
    expect(await world.runChange(world.pipeline({ stages: [first] }))).toMatchObject({
      kind: 'rolledBack',
      because: `first: ${denied}`,
      left: [],
    });
  });

  test.concurrent('makes the way back stuck at once, without trying again', async () => {
    const cause = { isFixed: false };
    const world = await aWorld({
      ...beforeCall('back api usw2-az1', denyUntilFixed(cause)),
      bake: unhealthyBake('zone'),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForStuck(change);
    expect(world.calls.filter((line) => line === 'back api usw2-az1')).toHaveLength(1);
    cause.isFixed = true;
    expect(await change.executeUpdate(retryUpdate, { args: [ann] })).toMatchObject({
      message: expect.stringMatching(/^tries again: put/),
    });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left: [] });
  });
});
