import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DescribeStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { survey } from '../../../activities/survey';
import type { BuiltRelease } from '../../../pipeline/model/release';
import { answering } from '../builders/a-fault';
import { aSite } from '../builders/a-site';
import { aRelease, digestIn, gate, note, table } from '../builders/a-stack';
import { anActivity } from '../builders/an-activity';

const site = aSite();
const one = aRelease(note('one'));
const two = aRelease({ ...note('two'), ...table() });
const retained = { Table: { ...table().Table, DeletionPolicy: 'Retain' } };
const left = (stack: string, kept = 'Table') => ({
  what: `${stack} keeps ${kept}, which was not there before and cannot be made again`,
  action: expect.stringMatching(/^a later change that has it takes it over/),
});

/** A stack that ran one release and runs another, and what is told to go back. */
async function upAndBack(stack: string, [before, after]: readonly [BuiltRelease, BuiltRelease] = [one, two]) {
  const target = site.target(stack);
  const [release, undoes] = [await site.keep(before), await site.keep(after)];
  await site.deploy({ target, release });
  await site.deploy({ target, release: undoes, change: 'shop/2' });
  return { target, release, undoes, change: 'shop/2', direction: 'back' } as const;
}

async function resources(stack: string): Promise<Record<string, string>> {
  const { StackResources } = await site.cloudFormation.send(new DescribeStackResourcesCommand({ StackName: stack }));
  return Object.fromEntries(
    (StackResources ?? []).map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [LogicalResourceId, PhysicalResourceId]),
  );
}

/** Whether DynamoDB itself has a table, whatever a stack says. */
async function stands(table: string | undefined): Promise<boolean> {
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

describe('the way back to a release without a table that the change added', () => {
  it('keeps the table in the stack, says so, and carries the digest of the release', async () => {
    const told = await upAndBack('kept');
    const { Table } = await resources('kept');
    expect(await site.deploy(told)).toEqual({
      touched: true,
      what: expect.stringMatching(/^put back to [0-9a-f]{7}: done$/),
      left: [left('kept')],
    });
    expect(await resources('kept')).toEqual({ Note: expect.any(String), Table });
    expect(await stands(Table)).toBe(true);
    expect(await site.digest('kept')).toBe(digestIn(one));
  });

  it('told again touches nothing and says again what stays', async () => {
    const told = await upAndBack('kept-twice');
    await site.deploy(told);
    const events = await site.events('kept-twice');
    expect(await site.deploy(told)).toMatchObject({ touched: true, left: [left('kept-twice')] });
    expect(await site.events('kept-twice')).toEqual(events);
  });

  it('keeps it also where it was to be retained, and where it goes back further', async () => {
    const zero = aRelease(note('zero'));
    const told = await upAndBack('kept-further', [one, aRelease({ ...note('two'), ...retained })]);
    const before = await resources('kept-further');
    expect(await site.deploy(told)).toMatchObject({ left: [left('kept-further')] });
    const further = { ...told, release: await site.keep(zero) };
    expect(await site.deploy(further)).toMatchObject({ touched: true, left: [left('kept-further')] });
    expect(await resources('kept-further')).toEqual(before);
  });

  it('keeps it with the parameters and the inert resources that it leans on', async () => {
    const Table = { ...table().Table, Metadata: { zone: { Ref: 'Zone' }, group: { Ref: 'Group' } } };
    const Group = { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: { Ref: 'Zone' } } };
    const release = aRelease({ ...note('two'), Table, Group }, {}, { Zone: { Type: 'String', Default: 'a' } });
    const told = await upAndBack('kept-leaning', [one, release]);
    const before = await resources('kept-leaning');
    expect(await site.deploy(told)).toMatchObject({ touched: true, left: [left('kept-leaning', 'Table, Group')] });
    expect(await resources('kept-leaning')).toEqual(before);
    expect((await site.stack('kept-leaning'))?.Parameters).toEqual([{ ParameterKey: 'Zone', ParameterValue: 'a' }]);
  });

  it('cannot do without something that runs: it fails for good and touches nothing', async () => {
    const { GateCode } = gate({ version: 'two' });
    const Table = { ...table().Table, Metadata: { code: { 'Fn::GetAtt': ['GateCode', 'Arn'] } } };
    const told = await upAndBack('kept-not', [one, aRelease({ ...note('two'), Table, GateCode })]);
    const events = await site.events('kept-not');
    await expect(site.deploy(told)).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message:
        'Table of kept-not cannot be made again, and cannot stay either: it leans on GateCode (AWS::Lambda::Function), which the release does not have',
    });
    expect(await site.events('kept-not')).toEqual(events);
  });

  it('cannot keep it beside a template that it cannot read: it fails for good and touches nothing', async () => {
    const target = site.target('kept-yaml');
    const TemplateBody = 'Resources:\n  Note:\n    Type: AWS::SSM::Parameter\n    Properties: { Type: String, Value: by-hand }\n';
    await site.cloudFormation.send(new CreateStackCommand({ StackName: target.stack, TemplateBody }));
    const release: string = await anActivity().run(survey(site), { change: 'shop/2', targets: [target] });
    const undoes = await site.keep(two);
    await site.deploy({ target, release: undoes, change: 'shop/2' });
    const events = await site.events('kept-yaml');
    await expect(site.deploy({ target, release, undoes, change: 'shop/2', direction: 'back' })).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message: expect.stringMatching(/^the template of the release is no JSON/),
    });
    expect(await site.events('kept-yaml')).toEqual(events);
  });

  it('carries out the change set that it looked at, and not another of the same name', async () => {
    const told = await upAndBack('kept-raced');
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
    /** As a second worker would that has come no further than its first look. */
    async function replace(name: string): Promise<void> {
      const by = { StackName: 'kept-raced', ChangeSetName: name };
      await site.cloudFormation.send(new DeleteChangeSetCommand(by));
      await site.cloudFormation.send(new CreateChangeSetCommand({ ...by, TemplateBody: one.components.api?.whole.template }));
    }
    await expect(site.through({ cloudFormation: raced }).deploy(told)).rejects.toMatchObject({
      name: 'ChangeSetNotFoundException',
    });
    expect(await stands(Table)).toBe(true);
    expect(await site.deploy(told)).toMatchObject({ touched: true, left: [left('kept-raced')] });
    expect(await stands(Table)).toBe(true);
  });

  it('does not replace a table: it fails for good', async () => {
    const called = (TableName: string) => {
      const { Type, Properties } = table().Table;
      return aRelease({ Table: { Type, Properties: { ...Properties, TableName } } });
    };
    const target = site.target('replaced');
    const [release, undoes] = [await site.keep(called('replaced-old')), await site.keep(called('replaced-new'))];
    await site.deploy({ target, release: undoes, change: 'shop/2' });
    const events = await site.events('replaced');
    const told = { target, release, undoes, change: 'shop/2', direction: 'back' } as const;
    await expect(site.deploy(told)).rejects.toMatchObject({
      type: 'Failed',
      message: expect.stringContaining('it would delete or replace Table (AWS::DynamoDB::Table) of replaced'),
    });
    expect(await site.events('replaced')).toEqual(events);
  });
});

describe('a table that a way back left', () => {
  const three = aRelease(note('three'));

  it('is let go of by a later release without it, and not deleted', async () => {
    await site.deploy(await upAndBack('let-go'));
    const { Table } = await resources('let-go');
    const later = { target: site.target('let-go'), release: await site.keep(three), change: 'shop/3' };
    expect(await site.deploy(later)).toMatchObject({ touched: true, left: [] });
    expect(Object.keys(await resources('let-go'))).toEqual(['Note']);
    expect(await stands(Table)).toBe(true);
  });

  it('is taken over as it is by a later release that has it', async () => {
    await site.deploy(await upAndBack('taken-over'));
    const before = await resources('taken-over');
    const later = aRelease({ ...note('three'), ...table() });
    await site.deploy({ target: site.target('taken-over'), release: await site.keep(later), change: 'shop/3' });
    expect(await resources('taken-over')).toEqual(before);
  });

  it('is not what a later change left, where that never touched the stack', async () => {
    const told = await upAndBack('not-theirs');
    await site.deploy(told);
    const later = { ...told, undoes: await site.keep(three), change: 'shop/3' };
    expect(await site.deploy(later)).toMatchObject({ touched: false, left: [] });
  });
});

describe('a retained table that a change took out of its stack', () => {
  it('is not made anew and empty by the way back, which fails for good', async () => {
    const told = await upAndBack('anew', [aRelease({ ...note('one'), ...retained }), aRelease(note('two'))]);
    const events = await site.events('anew');
    await expect(site.deploy(told)).rejects.toMatchObject({
      type: 'Failed',
      nonRetryable: true,
      message: 'it would make Table (AWS::DynamoDB::Table) of anew anew and empty: import what the stack let go of into it first',
    });
    expect(await site.events('anew')).toEqual(events);
  });
});
