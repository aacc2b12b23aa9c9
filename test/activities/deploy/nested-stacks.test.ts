import { CloudFormationServiceException } from '@aws-sdk/client-cloudformation';
import type { DeployOutcome } from '../../../activities/contract';
import type { BuiltRelease } from '../../../pipeline/model/release';
import { refusal } from '../builders/a-fake-cloudformation';
import { FakeStack, resourceOf, rowOf } from '../builders/a-fake-stack';
import { aRelease, digestIn, note, table } from '../builders/a-release';
import { aSite } from '../builders/a-site';

const site = aSite();
const nestedStack = 'AWS::CloudFormation::Stack';
const child = 'arn:aws:cloudformation:us-west-2:222222222222:stack/shop-Data-1/2';
const childSet = 'arn:aws:cloudformation:us-west-2:222222222222:changeSet/shop-Data/3';
const data = (more: object) => rowOf('Data', nestedStack, { PhysicalResourceId: child, ...more });
const modified = data({ Action: 'Modify', Replacement: 'False', ChangeSetId: childSet });
const orders = (more: object) => rowOf('Orders', 'AWS::DynamoDB::Table', more);
const inChild = [resourceOf('Orders', 'AWS::DynamoDB::Table'), resourceOf('Topic', 'AWS::SNS::Topic')];
const [one, two] = [aRelease(note('one')), aRelease(note('two'))];

const forward = async (stack: FakeStack, more: object = {}): Promise<DeployOutcome> =>
  await site
    .through({ cloudFormation: stack.client })
    .deploy({ target: site.target('shop'), release: await site.save(two), ...more });

const back = async (stack: FakeStack, release: BuiltRelease = one): Promise<DeployOutcome> =>
  await site.through({ cloudFormation: stack.client }).deploy({
    target: site.target('shop'),
    release: await site.save(release),
    undoes: await site.save(two),
    direction: 'back',
  });

describe('nested-table: a deployment', () => {
  test('is refused before anything is executed if the next child template drops the table, on whatever page that is', async () => {
    const nested = {
      [childSet]: [
        { rows: [rowOf('Topic', 'AWS::SNS::Topic', { Action: 'Add' })] },
        { rows: [orders({ Action: 'Remove', PolicyAction: 'Delete' })] },
      ],
    };
    const stack = new FakeStack({ name: 'shop', changeSets: [{ rows: [modified] }], nested });
    await expect(forward(stack)).rejects.toMatchObject({
      type: 'Failed',
      message: 'it would delete or replace Data/Orders (AWS::DynamoDB::Table) of shop, whose data cannot be recreated',
    });
    expect(stack.created).toEqual([expect.objectContaining({ IncludeNestedStacks: true })]);
    expect(stack.calls).not.toContain('ExecuteChangeSet');
    expect(stack.calls).toContain('DeleteChangeSet');
  });

  test.each([
    ['removes', data({ Action: 'Remove', PolicyAction: 'Delete' })],
    ['replaces', data({ Action: 'Modify', Replacement: 'True', ChangeSetId: childSet })],
  ])('is refused if it %s the nested stack', async (_, row) => {
    const stack = new FakeStack({ name: 'shop', changeSets: [{ rows: [row] }], resources: { [child]: inChild } });
    await expect(forward(stack)).rejects.toThrow('it would delete or replace Data/Orders (AWS::DynamoDB::Table) of shop');
  });

  test('is refused if it removes a nested stack that cannot be read: nobody knows what is in it', async () => {
    const stack = new FakeStack({ name: 'shop', changeSets: [{ rows: [data({ Action: 'Remove' })] }] });
    await expect(forward(stack)).rejects.toThrow('Data (a nested stack that cannot be read) of shop');
  });

  test('asks about each table of a nested stack that has no change set of its own, and does it once that is allowed', async () => {
    const changeSets = [{ rows: [data({ Action: 'Modify', Replacement: 'False' })] }];
    const stack = new FakeStack({ name: 'shop', changeSets, resources: { [child]: inChild } });
    const { asks, ...outcome } = await forward(stack);
    expect(outcome).toMatchObject({ touched: false, left: [] });
    expect(asks?.rows).toEqual([
      expect.stringMatching(/^Data\/Orders \(AWS::DynamoDB::Table\) may be changed, replaced or deleted: /),
    ]);
    expect(stack.calls).not.toContain('ExecuteChangeSet');
    expect(stack.calls.at(-2)).toBe('DeleteChangeSet');
    expect(await forward(stack, { allowed: [asks?.digest] })).toMatchObject({ touched: true });
  });

  test('goes on if the change set of the nested stack has no changes, or only harmless ones', async () => {
    for (const inIt of [
      { rows: [orders({ Action: 'Modify', Replacement: 'False' })] },
      { Status: 'FAILED', StatusReason: "The submitted information didn't contain changes." } as const,
    ]) {
      const stack = new FakeStack({ name: 'shop', changeSets: [{ rows: [modified] }], nested: { [childSet]: [inIt] } });
      expect(await forward(stack)).toMatchObject({ touched: true });
    }
  });

  test('fails with the reason of the nested change set, which the root only names', async () => {
    const StatusReason = `Nested change set ${childSet} was not successfully created: Currently in FAILED.`;
    const nested = {
      [childSet]: [
        { StackName: 'shop-Data-1', Status: 'FAILED', StatusReason: 'Unresolved resource dependencies [Key]' } as const,
      ],
    };
    const stack = new FakeStack({ name: 'shop', changeSets: [{ Status: 'FAILED', StatusReason }], nested });
    await expect(forward(stack)).rejects.toMatchObject({
      type: 'Failed',
      message: `CloudFormation refuses the change of shop: ${StatusReason}; shop-Data-1: Unresolved resource dependencies [Key]`,
    });
    expect(stack.calls).toContain('DeleteChangeSet');
  });
});

describe('reason-elsewhere: a change set that failed', () => {
  test('fails with the reason of the root if the nested one that it names cannot be read', async () => {
    const StatusReason = `Nested change set ${childSet} was not successfully created: Currently in FAILED.`;
    const stack = new FakeStack({ name: 'shop', changeSets: [{ Status: 'FAILED', StatusReason }] });
    await expect(forward(stack)).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringMatching(
        /Currently in FAILED\.; more is in arn:.*, which cannot be read: ChangeSet .* does not exist/,
      ),
    });
  });

  test('in an earlier attempt, which died before it deleted it, is prepared again', async () => {
    let isThere = true;
    const stack: FakeStack = new FakeStack({
      name: 'shop',
      changeSets: [{ rows: [] }],
      answers: {
        CreateChangeSet: (input) => {
          if (isThere) throw refusal('AlreadyExistsException', 'it exists');
          stack.created.push(input);
          return {};
        },
        DeleteChangeSet: () => {
          isThere = false;
          return {};
        },
        DescribeChangeSet: () => {
          if (isThere) return { Status: 'FAILED', StatusReason: 'Resource Orders is being used by another operation' };
          if (stack.created.length === 0) throw refusal('ChangeSetNotFoundException', 'gone');
          return { ChangeSetId: 'arn:new', Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE', Changes: [] };
        },
      },
    });
    expect(await forward(stack)).toMatchObject({ touched: true });
  });
});

describe('nested-table: putting back', () => {
  const Data = { Type: nestedStack, Properties: { TemplateURL: 'https://bucket/child.json' } };
  const template = { Resources: { Note: note('two').Note, Data } };
  const removed = { rows: [data({ Action: 'Remove', PolicyAction: 'Delete' })] };
  const retained = { rows: [data({ Action: 'Modify', Replacement: 'False', ChangeSetId: childSet })] };

  test('keeps a nested stack with a table as a whole if nothing in it runs, and says so', async () => {
    const stack = new FakeStack({
      name: 'shop',
      template,
      changeSets: [removed, retained],
      nested: { [childSet]: [{ Status: 'FAILED', StatusReason: 'No updates are to be performed.' }] },
      resources: { [child]: inChild },
    });
    expect(await back(stack)).toMatchObject({ touched: true, left: [{ what: expect.stringContaining('shop keeps Data, ') }] });
    expect(JSON.parse(stack.created.at(-1)?.TemplateBody ?? '').Resources).toMatchObject({
      Note: note('one').Note,
      Data: { ...Data, DeletionPolicy: 'Retain' },
    });
    expect(stack.created.at(-1)?.Tags).toContainEqual({ Key: 'slipway:digest', Value: digestIn(one) });
  });

  test('fails, touching nothing, if something in the nested stack runs', async () => {
    const resources = { [child]: [...inChild, resourceOf('Code', 'AWS::Lambda::Function')] };
    const stack = new FakeStack({ name: 'shop', template, changeSets: [removed], resources });
    await expect(back(stack)).rejects.toMatchObject({
      type: 'Failed',
      message:
        'the nested stack Data of shop has data that cannot be recreated, and cannot stay either: Data/Code (AWS::Lambda::Function) would stay with it',
    });
    expect(stack.calls).not.toContain('ExecuteChangeSet');
  });

  test('fails, touching nothing, if an older child template drops the table: that template is not Slipway’s to change', async () => {
    const nested = { [childSet]: [{ rows: [orders({ Action: 'Remove', PolicyAction: 'Delete' })] }] };
    const stack = new FakeStack({ name: 'shop', template, changeSets: [{ rows: [modified] }], nested });
    await expect(back(stack)).rejects.toThrow('it would delete or replace Data/Orders (AWS::DynamoDB::Table) of shop');
    expect(stack.calls).not.toContain('ExecuteChangeSet');
  });

  test('asks nobody: what only may lose data is a failure', async () => {
    const stack = new FakeStack({
      name: 'shop',
      changeSets: [{ rows: [orders({ Action: 'Modify', Replacement: 'Conditional' })] }],
    });
    await expect(back(stack)).rejects.toMatchObject({
      type: 'Failed',
      message: 'it may delete or replace data in shop: Orders (AWS::DynamoDB::Table) may be replaced, which would lose its data',
    });
    expect(stack.calls).not.toContain('ExecuteChangeSet');
  });
});

test('left over: a change set that would remove a table is deleted also if AWS denies what is needed to keep the table', async () => {
  const denied = { name: 'AccessDenied', message: 'not authorized to perform: cloudformation:GetTemplate' } as const;
  const stack = new FakeStack({
    name: 'shop',
    changeSets: [{ rows: [rowOf('Table', 'AWS::DynamoDB::Table', { Action: 'Remove', PolicyAction: 'Delete' })] }],
    answers: {
      GetTemplate: () => {
        throw new CloudFormationServiceException({ ...denied, $fault: 'client', $metadata: {} });
      },
    },
  });
  await expect(back(stack)).rejects.toThrow('not authorized to perform');
  expect(stack.calls.lastIndexOf('DeleteChangeSet')).toBeGreaterThan(stack.calls.lastIndexOf('CreateChangeSet'));
});

describe('macro-table: putting back', () => {
  const macro = (Resources: object) => JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources });
  const aMacro: BuiltRelease = {
    kind: 'built',
    commit: 'c'.repeat(40),
    components: { api: { whole: { template: macro({ Note: note('one').Note }), parameters: {}, digest: 'sha256-macro' } } },
  };

  test('keeps a table that a macro made, in its plain form, beside the release as it was written', async () => {
    const stack = new FakeStack({
      name: 'shop',
      template: { Resources: { ...note('two'), ...table() } },
      processed: { Resources: note('one') },
      changeSets: [
        { rows: [rowOf('Table', 'AWS::DynamoDB::Table', { Action: 'Remove', PolicyAction: 'Delete' })] },
        { rows: [] },
      ],
    });
    expect(await back(stack, aMacro)).toMatchObject({
      touched: true,
      left: [{ what: expect.stringContaining('shop keeps Table') }],
    });
    expect(JSON.parse(stack.created.at(-1)?.TemplateBody ?? '')).toMatchObject({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: { ...note('one'), Table: { ...table().Table, DeletionPolicy: 'Retain' } },
    });
  });

  test('foreach: keeps it beside a release with a loop and an include among its resources', async () => {
    const made = { 'Fn::ForEach::Alarms': ['Kind', ['errors'], {}], 'Fn::Transform': { Name: 'AWS::Include' } };
    const body = { template: macro({ ...note('one'), ...made }), parameters: {}, digest: 'sha256-loop' };
    const stack = new FakeStack({
      name: 'shop',
      template: { Resources: { ...note('two'), ...table() } },
      processed: { Resources: note('one') },
      changeSets: [
        { rows: [rowOf('Table', 'AWS::DynamoDB::Table', { Action: 'Remove', PolicyAction: 'Retain' })] },
        { rows: [] },
      ],
    });
    expect(await back(stack, { ...aMacro, components: { api: { whole: body } } })).toMatchObject({ touched: true });
    const { Resources } = JSON.parse(stack.created.at(-1)?.TemplateBody ?? '');
    expect(Resources).toEqual({ ...note('one'), ...made, Table: expect.objectContaining({ DeletionPolicy: 'Retain' }) });
  });

  test('fails if a macro of the release makes it too, where a condition is false', async () => {
    const stack = new FakeStack({
      name: 'shop',
      template: { Resources: { ...note('two'), ...table() } },
      processed: { Resources: { ...note('one'), Table: { ...table().Table, Condition: 'Never' } } },
      changeSets: [{ rows: [rowOf('Table', 'AWS::DynamoDB::Table', { Action: 'Remove', PolicyAction: 'Delete' })] }],
    });
    await expect(back(stack, aMacro)).rejects.toThrow('a macro of the release makes Table too, under a condition that is false');
    expect(stack.calls).not.toContain('ExecuteChangeSet');
  });
});

describe('nested-table: a table that leaves its nested stack and is retained', () => {
  test('does not stop a way back, which says that it exists on', async () => {
    const nested = { [childSet]: [{ rows: [orders({ Action: 'Remove', PolicyAction: 'Retain' })] }] };
    const stack = new FakeStack({ name: 'shop', changeSets: [{ rows: [modified] }], nested });
    expect(await back(stack)).toMatchObject({
      touched: true,
      left: [{ what: 'Data/Orders (AWS::DynamoDB::Table) is no longer in shop, and exists on' }],
    });
  });

  test('is named too if another table is kept in the stack itself', async () => {
    const nested = { [childSet]: [{ rows: [orders({ Action: 'Remove', PolicyAction: 'Retain' })] }] };
    const stack = new FakeStack({
      name: 'shop',
      template: { Resources: { ...note('two'), ...table() } },
      changeSets: [
        { rows: [modified, rowOf('Table', 'AWS::DynamoDB::Table', { Action: 'Remove', PolicyAction: 'Delete' })] },
        { rows: [modified] },
      ],
      nested,
    });
    expect(await back(stack)).toMatchObject({
      left: [
        { what: expect.stringContaining('shop keeps Table') },
        { what: 'Data/Orders (AWS::DynamoDB::Table) is no longer in shop, and exists on' },
      ],
    });
  });
});
