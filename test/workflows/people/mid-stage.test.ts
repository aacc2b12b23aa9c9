import type { DeployOutcome } from '../../../activities/contract';
import { readTree } from '../../../client/tree/read-tree';
import type { Question } from '../../../pipeline/gates/question';
import { approveUpdate, cancelUpdate, rejectUpdate } from '../../../workflows/messages/commands';
import { answered, asks, failing, status } from '../../../workflows/messages/level-messages';
import { statusAttribute } from '../../../workflows/messages/search-attributes';
import { aWorld } from '../builders/a-world';
import { runUntil } from '../builders/answers';
import { deployLine, rollbackOf } from '../builders/call-lines';
import type { Answers } from '../builders/faked-activities';
import { clear, mayReplace, policyNames, waitForQuestions } from '../builders/questions';
import { rejectionOf } from '../builders/rejection-of';
import { alphaStage, first, second } from '../builders/stages';
import { until } from '../builders/until';
import type { World } from '../builders/world';

const fleet = 'forward api usw2-az1';
const question: Question = { ...mayReplace('Sessions'), component: 'api' };
const grace = { by: 'grace', stage: 'first', component: 'api', why: 'it is empty' };

/** The deployments on these lines ask until people have allowed it; what was allowed to each call is kept. */
function deploymentsAsk(asked: Readonly<Record<string, Question>>, calls: (readonly string[])[] = []): Answers {
  return {
    ...policyNames('grace'),
    deploy: async (input, proceed): Promise<DeployOutcome> => {
      const about = asked[deployLine(input)];
      const { allowed = [] } = input;
      if (about !== undefined) calls.push(allowed);
      return about === undefined || allowed.includes(about.digest)
        ? await proceed(input)
        : { touched: false, what: 'a person must allow it', left: [], asks: about };
    },
  };
}

const firstZone = ['forward table us-west-2', 'forward api usw2-az1 one-box', fleet];

describe('conditional: rows that appear only in the middle of a stage', () => {
  test.concurrent('make the zone wait, with its lanes held and its alarms watched, until people allow them', async () => {
    const calls: (readonly string[])[] = [];
    const world = await aWorld(deploymentsAsk({ [fleet]: question }, calls));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    await world.waitForCall('notify question');
    const zone = world.level(change, 'first/us-west-2/usw2-az1');
    expect(await zone.query(status)).toMatchObject({
      standing: 'waiting',
      why: `waits for an answer: component api: ${question.rows[0]}`,
      action: expect.stringContaining(`\`slipway approve ${change.workflowId} --stage first --component api --why …\``),
    });
    expect((await world.progress(change)).stages[0]).toMatchObject({
      standing: 'under way',
      why: 'asks about component api: 0 of 1 approvals; waits for grace',
    });
    const tree = await readTree(world.client, change.workflowId, () => new Date().toISOString());
    expect(tree?.stages[0]?.below[0]?.below[0]).toMatchObject({ name: 'usw2-az1', standing: 'waiting' });
    expect(tree?.questions).toMatchObject([{ stage: 'first', component: 'api', rows: question.rows }]);
    await until('a search finds it', async () => {
      const { typedSearchAttributes } = await change.describe();
      return typedSearchAttributes.get(statusAttribute) === 'waits for approval';
    });
    expect(Object.keys((await world.traffic()).holders)).toEqual(['prod/us-west-2']);
    await change.executeUpdate(approveUpdate, { args: [grace] });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(calls).toEqual([[], [question.digest]]);
    expect((await world.progress(change)).decisions).toMatchObject([{ by: 'grace', why: 'it is empty' }]);
  });

  test.concurrent('make the stage go back if people say no', async () => {
    const world = await aWorld(deploymentsAsk({ [fleet]: question }));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    await change.executeUpdate(rejectUpdate, { args: [{ ...grace, why: 'it is not' }] });
    expect(await change.result()).toMatchObject({
      kind: 'rolledBack',
      because: 'first: component api of stage first: grace rejected it: it is not',
      left: [],
    });
    expect(world.deployments).toEqual([...firstZone, ...rollbackOf(firstZone)]);
    expect(await world.traffic()).toMatchObject({ holders: {}, living: [] });
  });

  test.concurrent('make the stage go back if nobody answers in time', async () => {
    const world = await aWorld(deploymentsAsk({ [fleet]: question }));
    const approval = { approvers: ['ann'], count: 1, expires: '3s' } as const;
    const change = await world.merge(world.pipeline({ stages: [{ ...first, approval }] }));
    await until('it waits for approval', async () => (await world.progress(change)).approval === 'first');
    await change.executeUpdate(approveUpdate, { args: [{ by: 'ann', stage: 'first', why: 'go' }] });
    expect(await change.result()).toMatchObject({
      kind: 'rolledBack',
      because: 'first: the question about component api of stage first expired: 0 of 1 approvals; waits for ann',
    });
  });

  test.concurrent('make the stage go back at once where no vote could count', async () => {
    const world = await aWorld({ ...deploymentsAsk({ [fleet]: question }), ...policyNames('Ada') });
    expect(await world.runChange(world.pipeline({ stages: [first] }))).toMatchObject({
      kind: 'rolledBack',
      because: expect.stringContaining('everybody who may is an author of the change (Ada)'),
    });
  });

  test.concurrent('stay in place in alpha, as whatever fails there', async () => {
    const world = await aWorld({ ...deploymentsAsk({ [fleet]: question }), ...policyNames() });
    expect(await world.runChange(world.pipeline({ stages: [alphaStage, first] }))).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('alpha: stage alpha: component api: '),
    });
    expect(world.deployments).toEqual(['forward table us-west-2', fleet]);
  });

  test.concurrent('are withdrawn if an alarm fires meanwhile, and the stage goes back', async () => {
    let isFiring = false;
    const world = await aWorld({
      ...deploymentsAsk({ [fleet]: question }),
      watch: async (input, proceed) => (isFiring ? { because: 'alarm errors fired' } : await proceed(input)),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    isFiring = true;
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'first: alarm errors fired', left: [] });
    expect(await world.progress(change)).not.toHaveProperty('questions');
    expect(world.deployments).toEqual([...firstZone, ...rollbackOf(firstZone)]);
  });

  test.concurrent('are withdrawn as soon as the stage goes back, which may take long', async () => {
    let mayGoBack = false;
    const asking = deploymentsAsk({
      'forward api euw1-az1': question,
      'forward table us-east-1': mayReplace('Orders', 'us-east-1'),
    });
    const world = await aWorld({
      ...asking,
      deploy: async (input, proceed) => {
        if (deployLine(input) === 'back table eu-west-1') await runUntil(() => mayGoBack);
        return (await asking.deploy?.(input, proceed)) ?? (await proceed(input));
      },
    });
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await waitForQuestions(world, change, 2);
    await change.executeUpdate(rejectUpdate, { args: [{ ...grace, stage: 'second', why: 'no' }] });
    await world.waitForCall('back table eu-west-1');
    expect(await world.progress(change)).not.toHaveProperty('questions');
    expect((await world.progress(change)).stages[0]).toMatchObject({ standing: 'going back' });
    mayGoBack = true;
    expect(await change.result()).toMatchObject({
      kind: 'rolledBack',
      because: expect.stringContaining('grace rejected it: no'),
    });
  });

  test.concurrent('make the stage go back if the change is cancelled', async () => {
    const world = await aWorld(deploymentsAsk({ [fleet]: question }));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    await change.executeUpdate(cancelUpdate, { args: [grace] });
    expect(await change.result()).toMatchObject({ kind: 'cancelled', left: [] });
    expect(world.deployments).toEqual([...firstZone, ...rollbackOf(firstZone)]);
    expect(await world.progress(change)).not.toHaveProperty('questions');
  });

  test.concurrent('need no second yes in another zone or Region, nor where they were allowed before the touch', async () => {
    const lines = ['forward api euw1-az1', 'forward api euw1-az2', 'forward api use1-az1', 'forward api use1-az2'];
    const seen: (readonly string[])[] = [];
    const other = mayReplace('Customers');
    const world: World = await aWorld({
      ...deploymentsAsk({ ...Object.fromEntries(lines.map((line) => [line, question])), 'forward table eu-west-1': other }, seen),
      examine: async () => clear({ questions: [other] }),
    });
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await waitForQuestions(world, change);
    await change.executeUpdate(approveUpdate, { args: [{ ...grace, stage: 'second', component: 'table' }] });
    await until('it asks about the api', async () => (await world.progress(change)).questions?.[0]?.component === 'api');
    await change.executeUpdate(approveUpdate, { args: [{ ...grace, stage: 'second' }] });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(world.calls.filter((line) => line === 'notify question')).toHaveLength(2);
    expect(seen[0]).toEqual([other.digest]); // the table did not ask again
    expect((await world.progress(change)).decisions).toHaveLength(2);
  });

  test.concurrent('of one component are answered one by one: a vote for the first rows does not allow those that came later', async () => {
    const other: Question = { ...mayReplace('Carts'), component: 'api' };
    let mayAskOther = false;
    const asking = deploymentsAsk({ 'forward api euw1-az1': question, 'forward api use1-az1': other });
    const notices: string[] = [];
    const world = await aWorld({
      ...asking,
      notify: async ({ text }) => void notices.push(text),
      deploy: async (input, proceed) => {
        if (deployLine(input) === 'forward api use1-az1') await runUntil(() => mayAskOther);
        return (await asking.deploy?.(input, proceed)) ?? (await proceed(input));
      },
    });
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await waitForQuestions(world, change);
    mayAskOther = true;
    await waitForQuestions(world, change, 2);
    const vote = { ...grace, stage: 'second' }; // grace has read the first rows only
    await change.executeUpdate(approveUpdate, { args: [vote] });
    expect((await world.progress(change)).questions).toMatchObject([{ rows: other.rows, rowsId: 'Carts' }]);
    expect(await rejectionOf(change.executeUpdate(approveUpdate, { args: [vote] }))).toContain('name them, with --rows Carts');
    await change.executeUpdate(approveUpdate, { args: [{ ...vote, rows: 'Carts' }] });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(notices.join()).toContain('--component api --rows Carts --why …');
  });

  test.concurrent('are not asked again for ever by a deployment that does not see what was allowed', async () => {
    const world = await aWorld({
      ...policyNames('grace'),
      deploy: async (input, proceed) =>
        deployLine(input) === fleet ? { touched: false, what: '', left: [], asks: question } : await proceed(input),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    await change.executeUpdate(approveUpdate, { args: [grace] });
    expect(await change.result()).toMatchObject({
      kind: 'rolledBack',
      because: expect.stringContaining('asks again for what people have allowed: component api'),
    });
  });

  test.concurrent('that a rollback would ask about make it stuck: it asks nobody', async () => {
    let isAsking = true;
    const world = await aWorld({
      bake: async () => ({ kind: 'unhealthy', because: 'alarm errors fired' }),
      deploy: async (input, proceed) =>
        input.direction === 'back' && isAsking
          ? { touched: false, what: '', left: [], asks: mayReplace() }
          : await proceed(input),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForStuck(change);
    expect((await world.progress(change)).stuck?.[0]?.because).toMatch(/^a rollback asks nobody: component table: Orders/);
    isAsking = false;
    await world.level(change, 'first/us-west-2').signal('retry', { by: 'ann', why: 'fixed' });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left: [] });
  });

  test.concurrent('survive that every worker dies meanwhile', async () => {
    const answers = deploymentsAsk({ [fleet]: question });
    const world = await aWorld(answers);
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    await world.stop();
    await change.signal('approve', grace);
    await world.startWorker({ answers });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('are read only from messages of the right shape', async () => {
    const world = await aWorld(deploymentsAsk({ [fleet]: question }));
    const change = await world.merge(world.pipeline({ stages: [first] }), 1);
    await waitForQuestions(world, change);
    const zone = world.level(change, 'first/us-west-2/usw2-az1');
    await change.signal(asks, JSON.parse('{"at":1}'));
    for (const at of ['', 'service/shop', `${change.workflowId}/`, `${change.workflowId}/${'x'.repeat(1000)}`])
      await change.signal(asks, { at, question: { ...question, digest: 'sha256-forged' } }); // an answer there could not be sent
    await zone.signal(answered, JSON.parse('{"digest":7}'));
    await zone.signal(answered, { digest: 'sha256-other', isAllowed: true, because: '' });
    expect((await world.progress(change)).questions).toHaveLength(1);
    expect(await zone.query(status)).toMatchObject({ standing: 'waiting' });
    await change.signal(failing, { from: 'somebody', because: 'a test' }); // as a stage that goes back: the question is over
    expect(await change.result()).toMatchObject({
      kind: 'rolledBack',
      because: 'first: component api of stage first needs no answer any more: the stage goes back',
    });
  });
});
