import { readTree } from '../../../client/tree/read-tree';
import { render } from '../../../client/tree/render';
import { wave } from '../../../pipeline';
import { approve, approveUpdate, cancelUpdate, rejectUpdate, retryUpdate } from '../../../workflows/messages/commands';
import { statusAttribute } from '../../../workflows/messages/search-attributes';
import { euWest1, usWest2 } from '../../pipeline/builders/a-pipeline';
import { aWorld } from '../builders/a-world';
import { clear, examinationAsks, mayReplace, policyNames, waitForQuestions } from '../builders/questions';
import { rejectionOf } from '../builders/rejection-of';
import { alphaStage, first, firstDeployments, second } from '../builders/stages';
import { until } from '../builders/until';

const grace = { by: 'grace', stage: 'first', component: 'table', why: 'it is empty' };
const row = 'Orders (AWS::DynamoDB::Table) in us-west-2 may be replaced: CloudFormation cannot tell before it deploys';
const asksOrders = { ...examinationAsks(() => [mayReplace()]), ...policyNames('ada', 'grace') };
const approvedBy = (approval: { approvers: string[]; count: number; expires: `${number}s` | `${number}m` }) =>
  wave('first', { account: '222222222222', regions: [usWest2], approval });

describe('conditional: what CloudFormation cannot tell before it deploys', () => {
  test.concurrent('is asked of people before the touch, with the lanes given back; a yes lets the change in', async () => {
    const world = await aWorld(asksOrders);
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    const { stages, questions } = await world.progress(change);
    expect(stages[0]).toMatchObject({
      standing: 'waiting',
      why: 'asks about component table: 0 of 1 approvals; waits for grace',
      until: questions?.[0]?.expires,
    });
    expect(questions).toEqual([
      {
        stage: 'first',
        component: 'table',
        rows: [row],
        waitsFor: '0 of 1 approvals; waits for grace',
        since: expect.any(String),
        expires: expect.any(String),
      },
    ]);
    expect((await world.traffic()).holders).toEqual({});
    expect(world.deployments).toEqual([]);
    await world.waitForCall('notify question');
    await until('a search finds it', async () => {
      const { typedSearchAttributes } = await change.describe();
      return typedSearchAttributes.get(statusAttribute) === 'waits for approval';
    });
    expect(await change.executeUpdate(approveUpdate, { args: [grace] })).toEqual({
      message: 'component table of stage first may be deployed',
    });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(world.deployments).toEqual(firstDeployments);
    expect(world.calls.filter((line) => line.startsWith('examine'))).toHaveLength(2); // it looked again
    const after = await world.progress(change);
    expect(after).not.toHaveProperty('questions');
    expect(after.decisions).toMatchObject([
      { by: 'grace', why: 'it is empty', what: 'approve component table of stage first, as a claimed name' },
    ]);
    expect((await change.describe()).typedSearchAttributes.get(statusAttribute)).toBe('delivered');
  });

  test.concurrent('is shown in plain words, with since when, until when, who may answer, and what to type', async () => {
    const world = await aWorld(asksOrders);
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    const tree = await readTree(world.client, change.workflowId, () => new Date().toISOString());
    if (tree === undefined) throw new Error('there is no tree');
    expect(tree.stages[0]).toMatchObject({ standing: 'waiting', until: expect.any(String) });
    expect(render(tree, { width: 200, color: false }).slice(3)).toEqual([
      expect.stringMatching(
        /^ {2}asks about component table of stage first since \S+ \S+ UTC, until \S+ \S+: 0 of 1 approvals; waits for grace$/,
      ),
      `    ${row}`,
      `    to allow it: slipway approve ${change.workflowId} --stage first --component table --why …`,
      '    to forbid it: slipway reject, with the same options',
    ]);
    await change.executeUpdate(cancelUpdate, { args: [grace] });
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
    expect((await world.progress(change)).questions).toBeUndefined();
    expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [], living: [] });
  });

  test.concurrent('takes the votes of those who may, by signal too, and says what is wrong with others', async () => {
    const world = await aWorld(asksOrders);
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    const { component: _, ...whole } = grace;
    expect([
      await rejectionOf(change.executeUpdate(approveUpdate, { args: [{ ...grace, by: 'ada' }] })),
      await rejectionOf(change.executeUpdate(approveUpdate, { args: [{ ...grace, by: 'eve' }] })),
      await rejectionOf(change.executeUpdate(approveUpdate, { args: [whole] })),
      await rejectionOf(change.executeUpdate(approveUpdate, { args: [{ ...grace, component: 'api' }] })),
      await rejectionOf(
        change.executeUpdate(approveUpdate, { args: [JSON.parse('{"by":"grace","why":"x","stage":"first","component":7}')] }),
      ),
      await rejectionOf(change.executeUpdate(retryUpdate, { args: [grace] })),
    ]).toEqual([
      'ada is an author of the change: somebody else must approve it',
      'eve may not answer for component table of stage first: ask grace',
      'stage first asks about component table: name it, with --component table or "component"',
      'component api of stage first is not waiting for an answer: component table of stage first is',
      '"component" is not a text: name the component that the change asks about, or leave it out',
      'no step of this change is stuck, so there is nothing to decide',
    ]);
    await change.signal(approve, grace);
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('ends the change untouched if somebody says no', async () => {
    const world = await aWorld(asksOrders);
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    await change.executeUpdate(rejectUpdate, { args: [{ ...grace, why: 'the orders would be gone' }] });
    expect(await change.result()).toEqual({
      kind: 'refused',
      because: 'component table of stage first: grace rejected it: the orders would be gone',
      left: [],
    });
    expect(world.deployments).toEqual([]);
    expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [], living: [] });
  });

  test.concurrent('ends the change as cancelled after an earlier wave, which keeps the release', async () => {
    const asks = examinationAsks((region) => (region === 'us-west-2' ? [] : [mayReplace()]));
    const world = await aWorld({ ...asks, ...policyNames('grace') });
    const change = await world.merge(world.pipeline({ stages: [first, second] }));
    await waitForQuestions(world, change);
    await change.executeUpdate(rejectUpdate, { args: [{ ...grace, stage: 'second', why: 'no' }] });
    expect(await change.result()).toMatchObject({
      kind: 'cancelled',
      because: 'it cannot go on: component table of stage second: grace rejected it: no',
      left: [{ what: 'wave first keeps the release, which was good there' }],
    });
  });

  test.concurrent('ends the change if nobody answers in time: the stage says how long and who', async () => {
    const world = await aWorld(examinationAsks(() => [mayReplace()]));
    const change = await world.merge(world.pipeline({ stages: [approvedBy({ approvers: ['ann'], count: 1, expires: '3s' })] }));
    await until('it waits for approval', async () => (await world.progress(change)).approval === 'first');
    expect(await rejectionOf(change.executeUpdate(approveUpdate, { args: [{ ...grace, by: 'ann' }] }))).toBe(
      'stage first waits for approval as a whole, and asks about no component: vote without one',
    );
    await change.executeUpdate(approveUpdate, { args: [{ by: 'ann', stage: 'first', why: 'go' }] });
    expect(await change.result()).toEqual({
      kind: 'refused',
      because: 'the question about component table of stage first expired: 0 of 1 approvals; waits for ann',
      left: [],
    });
    expect(world.deployments).toEqual([]);
  });

  test.concurrent('needs as many approvers as the stage asks for; the policy’s people do not count there', async () => {
    const world = await aWorld(asksOrders);
    const change = await world.merge(
      world.pipeline({ stages: [approvedBy({ approvers: ['ann', 'bob'], count: 2, expires: '10m' })] }),
    );
    for (const component of [undefined, 'table']) {
      const votes = ['ann', 'bob'].map((by) => ({ by, stage: 'first', why: 'go', ...(component && { component }) }));
      await until('it waits', async () => {
        const { approval, questions } = await world.progress(change);
        return component === undefined ? approval === 'first' : questions !== undefined;
      });
      if (component) {
        expect(await rejectionOf(change.executeUpdate(approveUpdate, { args: [grace] }))).toBe(
          'grace may not answer for component table of stage first: ask ann, bob',
        );
      }
      for (const vote of votes) await change.executeUpdate(approveUpdate, { args: [vote] });
    }
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('is asked again if the rows have changed meanwhile; a yes counts only for what it was about', async () => {
    let what = 'Orders';
    const world = await aWorld({
      examine: async () => clear({ questions: [mayReplace(what)] }),
      ...policyNames('grace'),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change);
    what = 'Customers';
    await change.executeUpdate(approveUpdate, { args: [grace] });
    await until('it asks about other rows', async () =>
      ((await world.progress(change)).questions ?? []).some(({ rows }) => rows[0]?.startsWith('Customers') === true),
    );
    expect(world.deployments).toEqual([]);
    const tree = await readTree(world.client, change.workflowId, () => new Date().toISOString());
    const shown = tree === undefined ? '' : render(tree, { width: 500, color: false }).join('\n');
    expect(shown).toContain(`slipway approve ${change.workflowId} --stage first --component table --rows Custome --why …`);
    expect(await rejectionOf(change.executeUpdate(approveUpdate, { args: [grace] }))).toContain('--rows Custome'); // sent twice
    await change.executeUpdate(approveUpdate, { args: [{ ...grace, rows: 'Custome' }] });
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('is asked once for the same rows in several Regions, and the deployments are told what is allowed', async () => {
    const allowed: (readonly string[] | undefined)[] = [];
    const world = await aWorld({
      ...examinationAsks((region) => [
        mayReplace('Orders', region),
        ...(region === 'us-east-1' ? [mayReplace('Customers', region)] : []),
      ]),
      ...policyNames('grace'),
      deploy: async (input, proceed) => {
        allowed.push(input.allowed);
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await waitForQuestions(world, change, 2);
    expect((await world.progress(change)).questions?.map(({ rows }) => rows.length)).toEqual([2, 1]);
    await change.executeUpdate(approveUpdate, { args: [{ ...grace, stage: 'second' }] }); // all rows of the component
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(new Set(allowed.map((digests) => digests?.join(' ')))).toEqual(new Set(['sha256-Orders sha256-Customers']));
  });

  test.concurrent('is asked for each component; one no among them ends the change', async () => {
    const cache = { ...mayReplace('Sessions'), component: 'api' };
    const world = await aWorld({ ...examinationAsks(() => [mayReplace(), cache]), ...policyNames('grace') });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await waitForQuestions(world, change, 2);
    await change.executeUpdate(approveUpdate, { args: [grace] });
    expect((await world.progress(change)).questions?.map(({ waitsFor }) => waitsFor)).toEqual([
      'approved',
      '0 of 1 approvals; waits for grace',
    ]);
    await change.executeUpdate(rejectUpdate, { args: [{ ...grace, component: 'api', why: 'no' }] });
    expect(await change.result()).toMatchObject({
      kind: 'refused',
      because: 'component api of stage first: grace rejected it: no',
    });
  });

  test.concurrent.each<[string, Parameters<typeof aWorld>[0], string]>([
    ['nobody is named', {}, 'nobody is named who may: name approvers in stage first, or people with mayReplace'],
    ['all are authors', policyNames('ada'), 'everybody who may is an author of the change (ada): name others in mayReplace'],
    [
      'names are not verified',
      { approvalRules: async () => ({ claimedNames: false, mayReplace: ['grace'] }) },
      'votes under unverified names do not count: start the worker with SLIPWAY_CLAIMED_NAMES=allowed',
    ],
  ])('is refused, with what to do, where no vote could count: %s', async (_, answers, because) => {
    const world = await aWorld({ ...examinationAsks(() => [mayReplace()]), ...answers });
    expect(await world.runChange(world.pipeline({ stages: [first] }))).toEqual({
      kind: 'refused',
      because: expect.stringContaining(`stage first: component table: ${row}; a person would have to allow this, but ${because}`),
      left: [],
    });
    expect(world.deployments).toEqual([]);
    expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [], living: [] });
  });

  test.concurrent('is refused without a question where CloudFormation says that data would be lost', async () => {
    const world = await aWorld({ examine: async () => ({ kind: 'refused', because: 'Orders would be replaced' }) });
    expect(await world.runChange(world.pipeline({ stages: [first] }))).toEqual({
      kind: 'refused',
      because: 'stage first: Orders would be replaced',
      left: [],
    });
    expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [], living: [] });
  });

  test.concurrent('lets a change of another pipeline pass while people are asked', async () => {
    const world = await aWorld({
      examine: async ({ targets }) =>
        clear({ questions: targets[0]?.stack.startsWith(`${world.name}-infra`) ? [] : [mayReplace()] }),
      ...policyNames('grace'),
    });
    const asking = await world.merge(world.pipeline({ stages: [first] }), 1);
    await waitForQuestions(world, asking);
    expect(await world.runChange(world.pipeline({ name: `${world.name}-infra`, stages: [first] }), 2)).toMatchObject({
      kind: 'delivered',
    });
    await asking.executeUpdate(approveUpdate, { args: [grace] });
    expect(await asking.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('is asked again in the next stage: a yes lasts as long as the stage', async () => {
    const world = await aWorld(asksOrders);
    const change = await world.merge(world.pipeline({ stages: [alphaStage, first] }));
    for (const stage of ['alpha', 'first']) {
      await until(`stage ${stage} asks`, async () => (await world.progress(change)).questions?.[0]?.stage === stage);
      await change.executeUpdate(approveUpdate, { args: [{ ...grace, stage }] });
    }
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });

  test.concurrent('shows what people should know before the first touch, also while they are asked', async () => {
    const notes = ['the image of api cannot be restored by a rollback: it resolves /ami/latest'];
    const world = await aWorld({
      examine: async () => clear({ questions: [mayReplace()], notes }),
      ...policyNames('grace'),
    });
    const change = await world.merge(
      world.pipeline({ stages: [wave('first', { account: '222222222222', regions: [euWest1] })] }),
    );
    await waitForQuestions(world, change);
    expect((await world.progress(change)).stages[0]?.notes).toEqual(notes);
    const tree = await readTree(world.client, change.workflowId, () => new Date().toISOString());
    expect(tree && render(tree, { width: 200, color: false })).toContain(`  note on stage first: ${notes[0]}`);
    await change.executeUpdate(approveUpdate, { args: [grace] });
    await change.result();
    expect((await world.progress(change)).stages[0]).toMatchObject({ standing: 'good', notes });
  });
});
