/** Small plays that end in every way in which a change and what is below it can end. */
import { failure } from '../../activities/attempt/failure';
import { acceptLaneUpdate, acceptUpdate, approve, approveUpdate, cancelUpdate, retry } from '../../workflows/messages/messages';
import { aVersion, startWorker } from '../worker/versions/a-version';
import { type Answers, deployLine, underWay } from '../workflows/builders/fakes';
import { anEmptyWorld, aWorld, type World } from '../workflows/builders/harness';
import { alphaStage, first, second } from '../workflows/builders/stages';
import { until } from '../workflows/builders/until';

/** A world after a play, and the changes that were on its stage. */
export interface Played {
  readonly world: World;
  readonly changes: readonly string[];
  /** The run of the service to keep, where it is not the last. */
  readonly serviceRun?: string;
}

const by = 'ann';
const fleet = 'forward api usw2-az1';

/** Deploys as usual, but for one act. */
const deployBut = (line: string, act: () => Promise<unknown>): Answers => ({
  deploy: async (input, usual) => {
    if (deployLine(input) === line) await act();
    return await usual(input);
  },
});

const unhealthy = (zone: string): NonNullable<Answers['bake']> => {
  return async (plan, usual) =>
    plan.of === 'zone' && plan.look.traffic?.dimensions.Zone === zone
      ? { kind: 'unhealthy', because: 'alarm errors fired' }
      : await usual(plan);
};

/** One change through some stages to its end, with something that happens meanwhile. */
async function one(
  answers: Answers,
  stages = [first],
  meanwhile: (world: World, change: string) => Promise<void> = async () => {},
) {
  const world = await aWorld(answers);
  const change = await world.merge(world.pipeline({ stages }));
  await meanwhile(world, change.workflowId);
  await change.result();
  return { world, changes: [change.workflowId] };
}

const signalRetry = async (world: World, workflowId: string) =>
  await world.client.workflow.getHandle(workflowId).signal(retry, { by, why: 'mended by hand' });

async function stuck(step: string, bake: NonNullable<Answers['bake']>, level: string): Promise<Played> {
  let isMended = false;
  const broken = deployBut(step, async () => {
    if (!isMended) throw failure('UPDATE_ROLLBACK_FAILED');
  });
  return await one({ ...broken, bake }, [first], async (world, change) => {
    await world.begun('notify stuck');
    isMended = true;
    await signalRetry(world, `${change}/first/us-west-2${level}`);
  });
}

async function alarmFires(): Promise<Played> {
  const world: World = await aWorld({
    ...deployBut('forward api use1-az1', underWay),
    bake: async (plan, usual) => {
      if (plan.look.traffic?.dimensions.Zone === 'euw1-az2') await world.begun('forward api use1-az1');
      return await unhealthy('euw1-az2')(plan, usual);
    },
  });
  const change = await world.merge(world.pipeline({ stages: [second] }));
  await change.result();
  return { world, changes: [change.workflowId] };
}

async function waitsForLane(): Promise<Played> {
  let goesOn = false;
  const world = await aWorld(deployBut(fleet, () => underWay(() => goesOn)));
  const pipeline = world.pipeline({ stages: [first] });
  const holder = await world.merge(pipeline, 1);
  await world.begun(fleet);
  const waiter = await world.merge(pipeline, 2);
  await until('the second waits', async () => (await world.traffic()).waiting.length === 1);
  goesOn = true;
  await Promise.all([holder.result(), waiter.result()]);
  return { world, changes: [waiter.workflowId] };
}

/** Closed at first, and closed again when the lane is granted. */
async function waitsForItsWindow(): Promise<Played> {
  const answers = ['closed', 'open', 'closed', 'open', 'open'] as const;
  let asked = 0;
  const opening: Answers['opening'] = async () => {
    const kind = answers[asked++] ?? 'open';
    return kind === 'open' ? { kind } : { kind, because: 'waits for its window: opens Tue 09:00 UTC', opensAtMs: Date.now() };
  };
  return await one({ opening }, [{ ...first, windows: { timeZone: 'UTC', open: [{ from: '09:00', to: '16:00' }] } }]);
}

async function newVersion(): Promise<Played> {
  const world = await anEmptyWorld();
  await startWorker(
    world,
    aVersion((code) => `// old\n${code}`),
  );
  const change = await world.merge(world.pipeline({ stages: [first] }));
  await change.result();
  const { runId: serviceRun } = await world.service.describe();
  await until('the service hears of the ending', async () => (await world.traffic()).living.length === 0);
  await startWorker(
    world,
    aVersion((code) => `// young\n${code}`),
  );
  await until('the service begins anew', async () => (await world.service.describe()).runId !== serviceRun);
  return { world, changes: [], serviceRun };
}

async function stepIsAccepted(): Promise<Played> {
  const broken = deployBut('back api usw2-az1', async () => {
    throw failure('UPDATE_ROLLBACK_FAILED');
  });
  return await one({ ...broken, bake: unhealthy('usw2-az1') }, [first], async (world, change) => {
    await until('the change is stuck', async () => ((await world.progress({ workflowId: change })).stuck ?? []).length === 1);
    const word = { by, why: 'put back by hand', release: 'found' };
    await world.client.workflow.getHandle(change).executeUpdate(acceptUpdate, { args: [word] });
  });
}

async function changeVanishes(): Promise<Played> {
  const world = await aWorld(deployBut(fleet, underWay));
  const pipeline = world.pipeline({ stages: [first] });
  const gone = await world.merge(pipeline, 1);
  await world.begun(fleet);
  await gone.terminate();
  await world.client.workflow.getHandle(`${gone.workflowId}/first`).result();
  const waiter = await world.merge(pipeline, 2);
  await world.begun('notify stuck lane');
  await world.service.executeUpdate(acceptLaneUpdate, { args: [{ by, why: 'looked at it', lane: 'prod/us-west-2' }] });
  await world.begun(fleet, 2);
  await waiter.executeUpdate(cancelUpdate, { args: [{ by, why: 'enough' }] });
  await waiter.result();
  return { world, changes: [waiter.workflowId] };
}

async function peopleApprove(): Promise<Played> {
  const approval = { approvers: ['ann', 'bob'], count: 2, expires: '10m' } as const;
  const word = { stage: 'first', why: 'the tests cover it' };
  return await one({}, [{ ...first, approval }], async (world, change) => {
    const workflow = world.client.workflow.getHandle(change);
    await until('it waits for people', async () => (await world.progress(workflow)).approval === 'first');
    await workflow.executeUpdate(approveUpdate, { args: [{ ...word, by: 'ann' }] });
    await workflow.signal(approve, { ...word, by: 'bob' });
  });
}

/** By name. */
export const plays: Readonly<Record<string, () => Promise<Played>>> = {
  'all-goes-well': () => one({}, [alphaStage, first]),
  'review-refuses': () => one({ review: async () => ({ kind: 'refused', because: 'nobody looked' }) }),
  'tests-fail': () => one({ test: async () => ({ kind: 'failed', because: 'two tests failed' }) }, [alphaStage, first]),
  'zone-fails-in-alpha': () =>
    one(
      deployBut(fleet, async () => {
        throw failure('the stack went back by itself');
      }),
      [alphaStage, first],
    ),
  'alarm-fires': alarmFires,
  'person-cancels': () =>
    one(deployBut(fleet, underWay), [first], async (world, change) => {
      await world.begun(fleet);
      await world.client.workflow.getHandle(change).cancel();
    }),
  'zone-is-stuck': () => stuck('back api usw2-az1', unhealthy('usw2-az1'), '/usw2-az1'),
  'region-is-stuck': () =>
    stuck(
      'back api usw2-az2 one-box',
      async (plan, usual) => (plan.of === 'region' ? { kind: 'unhealthy', because: 'errors' } : await usual(plan)),
      '',
    ),
  'stage-is-terminated': () =>
    one(deployBut(fleet, underWay), [first], async (world, change) => {
      await world.begun(fleet);
      await world.client.workflow.getHandle(`${change}/first`).terminate();
      await world.begun('notify stuck');
      await signalRetry(world, change);
    }),
  'waits-for-a-lane': waitsForLane,
  'waits-for-its-window': waitsForItsWindow,
  'step-is-accepted': stepIsAccepted,
  'change-vanishes': changeVanishes,
  'people-approve': peopleApprove,
  'new-version': newVersion,
};
