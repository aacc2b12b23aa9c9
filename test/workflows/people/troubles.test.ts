/** What is seen of an activity that fails again and again: on a real server, with real workers and the wrapper of activities. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Context } from '@temporalio/activity';
import { withHeartbeats } from '../../../activities/attempt/heartbeats';
import { notYet } from '../../../activities/attempt/not-yet';
import { sendThrough } from '../../../activities/attempt/tell';
import { withAnswers } from '../../../activities/attempt/with-answers';
import type { Activities } from '../../../activities/contract';
import { ReleaseStore } from '../../../activities/releases/store';
import { readTree } from '../../../client/tree/read-tree';
import { render } from '../../../client/tree/render';
import { cancelUpdate, retryUpdate } from '../../../workflows/messages/commands';
import { status } from '../../../workflows/messages/level-messages';
import { recovered, troubled } from '../../../workflows/messages/trouble-messages';
import { aFolder } from '../../a-folder';
import { aVersion } from '../../worker/versions/a-version';
import { anEmptyWorld } from '../builders/a-world';
import { runUntil, unhealthyBake } from '../builders/answers';
import type { Answers } from '../builders/faked-activities';
import { activitiesWith } from '../builders/fakes';
import { first, second } from '../builders/stages';
import { until } from '../builders/until';
import type { Change, World } from '../builders/world';

const ann = { by: 'ann', why: 'it takes too long' };

interface Options {
  readonly more?: Partial<Activities>;
  readonly code?: string;
}

/** A world whose worker tells of every error, and the notices about troubles. */
async function aTellingWorld(answers: Answers, { more = {}, code }: Options = {}): Promise<{ world: World; notices: string[] }> {
  const world = await anEmptyWorld();
  const notices: string[] = [];
  const noted: Answers = { notify: async ({ subject, text }) => void (subject === 'trouble' && notices.push(text)), ...answers };
  const activities = { ...activitiesWith(noted, () => {}), ...more };
  const telling = { send: sendThrough(world.client), pace: { afterMs: 0, againMs: 0 } };
  const options = { maxHeartbeatThrottleInterval: '3s' }; // as a worker has it
  await world.startWorker({ activities: withAnswers(activities, telling), options, ...(code !== undefined && { code }) });
  return { world, notices };
}

/** What `slipway status` prints of a change. */
async function statusOf({ client }: World, { workflowId }: Change): Promise<string> {
  const tree = await readTree(client, workflowId, () => new Date().toISOString());
  return tree === undefined ? '' : render(tree, { width: 500, color: false }).join('\n');
}

const troublesOf = async (world: World, change: Change) => (await world.progress(change)).troubles ?? [];

/** Waits until a change shows so many troubles. */
const waitForTroubles = (world: World, change: Change, count = 1): Promise<void> =>
  until(`the change shows ${count} troubles`, async () => (await troublesOf(world, change)).length === count);

const throttled = (message = 'Rate exceeded') => Object.assign(new Error(message), { name: 'Throttling', $metadata: {} });

describe('an activity that fails again and again', () => {
  test.concurrent('is shown by its level, its change and status, told once, and gone when it works', async () => {
    let works = false;
    const { world, notices } = await aTellingWorld({
      deploy: async (input, proceed) => {
        if (!works && input.target.component === 'api') throw throttled();
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForTroubles(world, change);
    const sentence =
      /cannot deploy api in usw2-az1, one-box since \d\d:\d\d UTC: (1 error|\d+ errors, the last) at \d\d:\d\d: .*Rate exceeded/;
    expect(await statusOf(world, change)).toMatch(sentence);
    const zone = world.level(change, 'first/us-west-2/usw2-az1');
    expect(await zone.query(status)).toMatchObject({
      standing: 'under way',
      troubles: [{ name: 'deploy', doing: 'deploy api in usw2-az1, one-box' }],
    });
    const details = await change.query('__temporal_workflow_metadata');
    expect(JSON.stringify(details)).toContain('**is tried again**: cannot deploy api in usw2-az1');
    await until('people are told', () => notices.length > 0);

    works = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(notices).toEqual([expect.stringMatching(sentence)]);
    expect(notices[0]).toContain(`or run \`slipway cancel ${change.workflowId}`);
    expect(await world.progress(change)).not.toHaveProperty('troubles');
    expect(await zone.query(status)).not.toHaveProperty('troubles');
  });

  test.concurrent('stays shown when the same activity ends well in another Region', async () => {
    let works = false;
    let mayEnd = false;
    const { world } = await aTellingWorld({
      examine: async (input, proceed) => {
        if (input.targets[0]?.region === 'us-east-1') await runUntil(() => mayEnd);
        else if (!works) throw throttled();
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await waitForTroubles(world, change);
    const ended = async () =>
      (await change.fetchHistory()).events?.filter((event) => event.activityTaskCompletedEventAttributes).length ?? 0;
    const before = await ended();
    mayEnd = true;
    await until('the other Region is examined', async () => (await ended()) > before);
    expect(await troublesOf(world, change)).toMatchObject([{ name: 'examine' }]);
    works = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(await world.progress(change)).not.toHaveProperty('troubles');
  });

  test.concurrent('is passed to its change in the order in which it came and went: the server delivers signals in any order', async () => {
    let mayEnd = false;
    const { world } = await aTellingWorld({
      deploy: async (input, proceed) => {
        if (input.target.component === 'api') await runUntil(() => mayEnd);
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    const zone = world.level(change, 'first/us-west-2/usw2-az1');
    await until('the zone runs', async () => (await zone.query(status).catch(() => undefined)) !== undefined);
    const time = new Date().toISOString();
    const trouble = {
      activity: '1',
      name: 'deploy',
      doing: 'deploy it',
      because: 'Rate exceeded',
      errors: 1,
      since: time,
      last: time,
    };
    for (let pair = 0; pair < 5; pair += 1)
      await Promise.all([zone.signal(troubled, trouble), zone.signal(recovered, { activity: '1' })]);
    mayEnd = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    const passed = ((await zone.fetchHistory()).events ?? []).flatMap((event) => {
      if (event.signalExternalWorkflowExecutionInitiatedEventAttributes) return ['sent'];
      return event.externalWorkflowExecutionSignaledEventAttributes ? ['arrived'] : [];
    });
    expect(passed.length).toBeGreaterThan(2);
    expect(passed).toEqual(passed.map((_, at) => (at % 2 === 0 ? 'sent' : 'arrived')));
  });

  test.concurrent('is counted from attempt to attempt, whichever worker makes it, and each new error is shown', async () => {
    const { world } = await aTellingWorld({
      // The heartbeat at its beginning must not keep the one at its end from the next attempt.
      build: async () =>
        await withHeartbeats(async () => {
          throw throttled(`error ${Context.current().info.attempt} of`);
        }),
    });
    const change = await world.merge(world.pipeline());
    await until('three attempts have failed', async () => (await troublesOf(world, change))[0]?.errors === 3);
    expect(await troublesOf(world, change)).toMatchObject([{ name: 'build', because: expect.stringContaining('error 3 of') }]);
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
  });

  test.concurrent('shows no trouble any longer once its activity was cancelled between two attempts', async () => {
    const { world } = await aTellingWorld({
      deploy: async (input, proceed) => {
        if (input.direction === 'forward' && input.target.component === 'api') throw throttled();
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForTroubles(world, change);
    await change.executeUpdate(cancelUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
    expect(await world.level(change, 'first/us-west-2/usw2-az1').query(status)).not.toHaveProperty('troubles');
    expect(await world.progress(change)).not.toHaveProperty('troubles');
  });

  test.concurrent('of a service is shown, and told', async () => {
    let works = false;
    const startChange = async () => {
      if (works) return { running: false };
      throw Object.assign(new Error('no connection'), { code: 'ECONNREFUSED', syscall: 'connect' });
    };
    const { world, notices } = await aTellingWorld({}, { more: { startChange } });
    const { workflowId } = await world.signalMerge(world.pipeline({ stages: [first] }));
    await until('people are told', () => notices.length > 0);
    expect(notices[0]).toMatch(new RegExp(`^cannot start ${workflowId} since .*no connection`));
    expect(notices[0]).not.toContain('slipway cancel');
    expect(await world.traffic()).toMatchObject({ troubles: [{ name: 'startChange' }] });
    works = true;
    await until('the trouble is over', async () => (await world.traffic()).troubles === undefined);
  });

  test.concurrent('counts an attempt that ended without an answer, because its worker died', async () => {
    let answer = () => {};
    const lateAnswer = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { code } = aVersion((text) => text.replaceAll("heartbeatTimeout: '30s'", "heartbeatTimeout: '1s'"));
    const { world } = await aTellingWorld(
      {
        build: async (input, proceed) => {
          const { attempt } = Context.current().info;
          if (attempt === 1) throw throttled();
          if (attempt === 2) await lateAnswer; // and no heartbeat
          if (attempt === 3) throw throttled();
          return await proceed(input);
        },
      },
      { code },
    );
    const change = await world.merge(world.pipeline());
    await until('three attempts have failed', async () => (await troublesOf(world, change))[0]?.errors === 3);
    answer();
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });
});

test.concurrent('unreadable release: while the release folder is not mounted nothing goes back; people are told, and the change goes on', async () => {
  const folder = join(aFolder(), 'slipway');
  const store = new ReleaseStore(folder);
  const id = await store.save({ kind: 'found', stacks: {} });
  let isLost = false;
  const { world, notices } = await aTellingWorld({
    deploy: async (input, proceed) => {
      if (input.target.component === 'api' && !isLost && notices.length === 0) {
        await rename(folder, `${folder}-unmounted`);
        await mkdir(folder);
        isLost = true;
      }
      await store.read(id);
      return await proceed(input);
    },
  });
  const change = await world.merge(world.pipeline({ stages: [first] }));
  await until('people are told', () => notices.length > 0);
  const lost = `the release folder ${folder} has lost its marker`;
  expect(notices[0]).toContain(lost);
  expect(await statusOf(world, change)).toContain(lost);
  await rm(folder, { recursive: true });
  await rename(`${folder}-unmounted`, folder);
  expect(await change.result()).toMatchObject({ kind: 'delivered' });
  expect(await world.progress(change)).not.toHaveProperty('troubles');
});

describe('an activity that waits', () => {
  test.concurrent('is in trouble if it cannot read what it waits for, and not because it waits', async () => {
    let isReadable = true;
    const { world, notices } = await aTellingWorld({
      gates: async ({ wait }) => {
        if (!wait) return { kind: 'open' };
        throw notYet('alarm errors is firing', undefined, isReadable ? [] : ['AccessDenied: no']);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await until('it has looked again', async () => {
      const { raw } = await change.describe();
      return (raw.pendingActivities?.[0]?.attempt ?? 0) > 3;
    });
    expect(await troublesOf(world, change)).toEqual([]);
    isReadable = false;
    await waitForTroubles(world, change);
    expect(await statusOf(world, change)).toContain('AccessDenied: no');
    isReadable = true;
    await waitForTroubles(world, change, 0);
    expect(notices).toEqual([expect.stringMatching(/^cannot read the alarms of us-west-2 since .*AccessDenied: no/)]);
    await change.cancel();
    await change.result();
  });
});

describe('an answer that only a person can change', () => {
  const denied = () =>
    Object.assign(new Error('User: slipway is not authorized to perform: cloudformation:CreateChangeSet'), {
      name: 'AccessDenied',
      $metadata: {},
    });

  test.concurrent('protected: sends a stage back at the first attempt, with the words of AWS', async () => {
    const { world } = await aTellingWorld({
      deploy: async (input, proceed) => {
        if (input.direction === 'forward' && input.target.component === 'api') throw denied();
        return await proceed(input);
      },
    });
    const outcome = await world.runChange(world.pipeline({ stages: [first] }));
    expect(outcome).toMatchObject({
      kind: 'rolledBack',
      because:
        'first: deploy api in usw2-az1, one-box: User: slipway is not authorized to perform: cloudformation:CreateChangeSet: let the worker’s role do this',
    });
  });

  test.concurrent('protected: on the way back the level is stuck at the first attempt', async () => {
    let attempts = 0;
    const { world } = await aTellingWorld({
      bake: unhealthyBake('zone'),
      deploy: async (input, proceed) => {
        if (input.direction === 'forward' || input.target.component !== 'api' || input.target.share === 'one-box')
          return await proceed(input);
        attempts += 1;
        if (attempts === 1) throw denied();
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForStuck(change);
    expect(attempts).toBe(1);
    expect((await world.progress(change)).stuck).toMatchObject([
      { because: expect.stringMatching(/^put api in usw2-az1, fleet back: User: slipway is not authorized/) },
    ]);
    await change.executeUpdate(retryUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack' });
  });
});

test('signals without sense are ignored by every workflow that receives them', async () => {
  let mayEnd = false;
  const { world } = await aTellingWorld({
    deploy: async (input, proceed) => {
      await until('it may end', () => {
        Context.current().heartbeat();
        return mayEnd;
      });
      return await proceed(input);
    },
  });
  const change = await world.merge(world.pipeline({ stages: [first] }));
  const region = world.level(change, 'first/us-west-2');
  await until(
    'the Region runs',
    async () =>
      await region.describe().then(
        () => true,
        () => false,
      ),
  );
  for (const workflow of [world.service, change, region])
    for (const message of [undefined, null, 7, {}, { activity: 1 }, { activity: '1', errors: 'many' }])
      for (const name of [troubled.name, recovered.name]) await workflow.signal(name, message);
  expect(await troublesOf(world, change)).toEqual([]);
  mayEnd = true;
  expect(await change.result()).toMatchObject({ kind: 'delivered' });
});
