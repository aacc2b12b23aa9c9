import { CreateChangeSetCommand, DeleteChangeSetCommand, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { BuiltRelease } from '../../../pipeline/model/release';
import { answering } from '../builders/a-cloudformation';
import { aRelease, digestIn, gate, note, table } from '../builders/a-release';
import { aSite } from '../builders/a-site';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease({ ...note('two'), ...table() });
const retained = { Table: { ...table().Table, DeletionPolicy: 'Retain' } };
const left = (stack: string, kept = 'Table') => ({
  what: `${stack} keeps ${kept}, which the release does not have and whose data cannot be recreated`,
  action: expect.stringMatching(/^a later change that has it takes it over/),
});

const deployBoth = (stack: string, releases: readonly [BuiltRelease, BuiltRelease] = [one, two]) =>
  site.deployBoth(stack, releases);

async function resources(stack: string): Promise<Record<string, string>> {
  const { StackResources } = await site.cloudFormation.send(new DescribeStackResourcesCommand({ StackName: stack }));
  return Object.fromEntries(
    (StackResources ?? []).map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [LogicalResourceId, PhysicalResourceId]),
  );
}

/** Whether DynamoDB itself has a table, whatever its stack says. */
async function exists(table: string | undefined): Promise<boolean> {
  const credential = `${site.account}/20260101/${site.region}/dynamodb/aws4_request`;
  const { status } = await fetch(process.env.SLIPWAY_TEST_EMULATOR ?? '', {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none`,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.DescribeTable',
    },
    body: JSON.stringify({ TableName: table }),
  });
  return status === 200;
}

describe('putting back to a release without a table that the change added', () => {
  test('keeps the table in the stack, says so, and has the digest of the release', async () => {
    const back = await deployBoth('kept');
    const { Table } = await resources('kept');
    expect(await site.deploy(back)).toEqual({
      touched: true,
      what: expect.stringMatching(/^rollback to [0-9a-f]{7}: done$/),
      left: [left('kept')],
    });
    expect(await resources('kept')).toEqual({ Note: expect.any(String), Table });
    expect(await exists(Table)).toBe(true);
    expect(await site.digest('kept')).toBe(digestIn(one));
  });

  test('is idempotent, and says again what stays', async () => {
    const back = await deployBoth('kept-twice');
    await site.deploy(back);
    const events = await site.events('kept-twice');
    expect(await site.deploy(back)).toMatchObject({ touched: true, left: [left('kept-twice')] });
    expect(await site.events('kept-twice')).toEqual(events);
  });

  test('keeps the table also if it has DeletionPolicy Retain, and if the stack goes back further', async () => {
    const zero = aRelease(note('zero'));
    const back = await deployBoth('kept-further', [one, aRelease({ ...note('two'), ...retained })]);
    const before = await resources('kept-further');
    expect(await site.deploy(back)).toMatchObject({ left: [left('kept-further')] });
    const further = { ...back, release: await site.save(zero) };
    expect(await site.deploy(further)).toMatchObject({ touched: true, left: [left('kept-further')] });
    expect(await resources('kept-further')).toEqual(before);
  });

  test('keeps the table with the parameters and the inert resources that it depends on', async () => {
    const Table = { ...table().Table, Metadata: { zone: { Ref: 'Zone' }, group: { Ref: 'Group' } } };
    const Group = { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: { Ref: 'Zone' } } };
    const release = aRelease({ ...note('two'), Table, Group }, {}, { Zone: { Type: 'String', Default: 'a' } });
    const back = await deployBoth('kept-depending', [one, release]);
    const before = await resources('kept-depending');
    expect(await site.deploy(back)).toMatchObject({ touched: true, left: [left('kept-depending', 'Table, Group')] });
    expect(await resources('kept-depending')).toEqual(before);
    expect((await site.stack('kept-depending'))?.Parameters).toEqual([{ ParameterKey: 'Zone', ParameterValue: 'a' }]);
  });

  test('fails, touching nothing, if the table depends on running code', async () => {
    const { GateCode } = gate({ version: 'two' });
    const Table = { ...table().Table, Metadata: { code: { 'Fn::GetAtt': ['GateCode', 'Arn'] } } };
    const back = await deployBoth('kept-not', [one, aRelease({ ...note('two'), Table, GateCode })]);
    const events = await site.events('kept-not');
    await expect(site.deploy(back)).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message:
        'Table of kept-not cannot be recreated, and cannot stay either: it depends on GateCode (AWS::Lambda::Function), which the release does not have',
    });
    expect(await site.events('kept-not')).toEqual(events);
  });

  test('executes the change set that it checked, and not another of the same name', async () => {
    const back = await deployBoth('kept-raced');
    const { Table } = await resources('kept-raced');
    const raced = answering({});
    raced.middlewareStack.add(
      (next) => async (args) => {
        const { input } = args;
        if ('ClientRequestToken' in input && 'ChangeSetName' in input) await replace(String(input.ClientRequestToken));
        return await next(args);
      },
      { step: 'initialize' },
    );
    /** As a second worker would, which has not created its second change set yet. */
    async function replace(name: string): Promise<void> {
      const by = { StackName: 'kept-raced', ChangeSetName: name };
      await site.cloudFormation.send(new DeleteChangeSetCommand(by));
      await site.cloudFormation.send(new CreateChangeSetCommand({ ...by, TemplateBody: one.components.api?.whole.template }));
    }
    await expect(site.through({ cloudFormation: raced }).deploy(back)).rejects.toMatchObject({
      name: 'ChangeSetNotFoundException',
    });
    expect(await exists(Table)).toBe(true);
    expect(await site.deploy(back)).toMatchObject({ touched: true, left: [left('kept-raced')] });
    expect(await exists(Table)).toBe(true);
  });

  test('fails if it would replace a table', async () => {
    const named = (TableName: string) => {
      const { Type, Properties } = table().Table;
      return aRelease({ Table: { Type, Properties: { ...Properties, TableName } } });
    };
    const target = site.target('replaced');
    const [release, undoes] = [await site.save(named('replaced-old')), await site.save(named('replaced-new'))];
    await site.deploy({ target, release: undoes, change: 'shop/2' });
    const events = await site.events('replaced');
    const back = { target, release, undoes, change: 'shop/2', direction: 'back' } as const;
    await expect(site.deploy(back)).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringContaining('it would delete or replace Table (AWS::DynamoDB::Table) of replaced'),
    });
    expect(await site.events('replaced')).toEqual(events);
  });
});

describe('a table that a rollback kept', () => {
  const three = aRelease(note('three'));

  test('leaves the stack with a later release that does not have it, and is not deleted', async () => {
    await site.deploy(await deployBoth('let-go'));
    const { Table } = await resources('let-go');
    const later = { target: site.target('let-go'), release: await site.save(three), change: 'shop/3' };
    expect(await site.deploy(later)).toMatchObject({ touched: true, left: [] });
    expect(Object.keys(await resources('let-go'))).toEqual(['Note']);
    expect(await exists(Table)).toBe(true);
  });

  test('is taken over unchanged by a later release that has it', async () => {
    await site.deploy(await deployBoth('taken-over'));
    const before = await resources('taken-over');
    const later = aRelease({ ...note('three'), ...table() });
    await site.deploy({ target: site.target('taken-over'), release: await site.save(later), change: 'shop/3' });
    expect(await resources('taken-over')).toEqual(before);
  });

  test('is not reported by a later change that never touched the stack', async () => {
    const back = await deployBoth('not-theirs');
    await site.deploy(back);
    const later = { ...back, undoes: await site.save(three), change: 'shop/3' };
    expect(await site.deploy(later)).toMatchObject({ touched: false, left: [] });
  });
});

describe('a retained table that a change removed from its stack', () => {
  test('is not created again, empty, by a rollback, which fails', async () => {
    const back = await deployBoth('recreated', [aRelease({ ...note('one'), ...retained }), aRelease(note('two'))]);
    const events = await site.events('recreated');
    await expect(site.deploy(back)).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message:
        'it would create an empty Table (AWS::DynamoDB::Table) in recreated: first import the retained resource into the stack again',
    });
    expect(await site.events('recreated')).toEqual(events);
  });
});
