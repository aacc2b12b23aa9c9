import { approveUpdate, retry, retryUpdate } from '../../../workflows/messages/commands';
import { aVersion, startWorker, versionOf } from '../../worker/versions/a-version';
import { anEmptyWorld, aWorld } from '../builders/a-world';
import { beforeCall } from '../builders/answers';
import type { Answers } from '../builders/faked-activities';
import { clear, denyUntilFixed, mayReplace, policyNames, waitForObstacle, waitForQuestions } from '../builders/questions';
import { rejectionOf } from '../builders/rejection-of';
import { first } from '../builders/stages';
import { until } from '../builders/until';

const ann = { by: 'ann', why: 'it is fine' };
const approval = { approvers: ['ann'], count: 1, expires: '10m' } as const;
const aNewVersion = (comment: string) => aVersion((code) => `// ${comment}\n${code}`);

describe('a change that waits long before a stage continues as new', () => {
  test.concurrent('on another version of the workers: what people approved, allowed and decided stays', async () => {
    const world = await anEmptyWorld();
    const cause = { isFixed: false };
    const allowed: (readonly string[] | undefined)[] = [];
    let hasAsked = false;
    const answers: Answers = {
      ...policyNames('grace'),
      examine: async () => {
        if (!hasAsked) {
          hasAsked = true;
          return clear({ questions: [mayReplace()] });
        }
        await denyUntilFixed(cause)();
        return clear({ questions: [mayReplace(), mayReplace('Carts')] });
      },
      deploy: async (input, proceed) => {
        allowed.push(input.allowed);
        return await proceed(input);
      },
    };
    await startWorker(world, aNewVersion('old'), { answers });
    const change = await world.merge(world.pipeline({ stages: [{ ...first, approval }] }));
    await until('it waits for approval', async () => (await world.progress(change)).approval === 'first');
    await change.executeUpdate(approveUpdate, { args: [{ ...ann, stage: 'first' }] });
    await waitForQuestions(world, change);
    await change.executeUpdate(approveUpdate, { args: [{ ...ann, stage: 'first', component: 'table' }] });
    await waitForObstacle(world, change);
    const { runId } = await change.describe();
    const before = await world.progress(change);

    const newer = aNewVersion('new');
    await startWorker(world, newer, { answers });
    await change.signal(retry, ann);
    await until('it continues as new', async () => (await change.describe()).runId !== runId);
    await waitForObstacle(world, change, 2);
    expect(await versionOf(world, change.workflowId)).toBe(newer.buildId);
    expect((await world.progress(change)).obstacle).toMatchObject({ since: before.obstacle?.since, stage: 'first' });
    expect(world.calls.filter((line) => line === 'notify waits for a person')).toHaveLength(1);

    cause.isFixed = true;
    await change.executeUpdate(retryUpdate, { args: [ann] });
    await waitForQuestions(world, change);
    const late = { ...ann, stage: 'first', component: 'table' }; // about what was asked first, in the run before
    expect(await rejectionOf(change.executeUpdate(approveUpdate, { args: [late] }))).toContain('--rows Carts');
    await change.executeUpdate(approveUpdate, { args: [{ ...late, rows: 'Carts' }] });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(new Set(allowed.map((digests) => digests?.join()))).toEqual(new Set(['sha256-Orders,sha256-Carts']));
    expect((await world.progress(change)).decisions?.map(({ what }) => what)).toEqual([
      'approve stage first, as a claimed name',
      'approve component table of stage first, as a claimed name',
      'retry: look again whether it can go on',
      'retry: look again whether it can go on',
      'approve component table of stage first, as a claimed name',
    ]);
    expect(world.calls.filter((line) => line === 'build')).toHaveLength(1);
  });

  test.concurrent('also before its release is built', async () => {
    const world = await anEmptyWorld();
    const cause = { isFixed: false };
    const answers = beforeCall('review from the beginning', denyUntilFixed(cause));
    await startWorker(world, aNewVersion('old'), { answers });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForObstacle(world, change);
    const { runId } = await change.describe();
    const { since } = await world.progress(change);
    await startWorker(world, aNewVersion('new'), { answers });
    await change.signal(retry, ann);
    await until('it continues as new', async () => (await change.describe()).runId !== runId);
    await waitForObstacle(world, change, 2);
    cause.isFixed = true;
    await change.executeUpdate(retryUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(await world.progress(change)).toMatchObject({ since, decisions: [{ by: 'ann' }, { by: 'ann' }] });
  });

  test.concurrent('because its history has grown, so that the server never ends it', async () => {
    const cause = { isFixed: false };
    const world = await aWorld(beforeCall('examine us-west-2', denyUntilFixed(cause)));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForObstacle(world, change);
    const { runId } = await change.describe();
    for (let sent = 0; sent < 4_200; sent += 100)
      await Promise.all(Array.from({ length: 100 }, () => change.signal('granted', {})));
    await change.signal(retry, ann);
    await until('it continues as new', async () => (await change.describe()).runId !== runId);
    cause.isFixed = true;
    await change.signal(retry, ann);
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });
});
