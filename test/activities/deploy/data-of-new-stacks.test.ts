import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeSetName } from '../../../activities/aws/cloudformation/change-set/name';
import { survey } from '../../../activities/survey';
import type { BuiltRelease } from '../../../pipeline/model/release';
import { aFakeCloudFormation, type FakeAnswers } from '../builders/a-fake-cloudformation';
import { resourceOf } from '../builders/a-fake-stack';
import { aRelease, note, table } from '../builders/a-release';
import { aSite } from '../builders/a-site';
import { anActivity } from '../builders/an-activity';

const site = aSite();

const written = (template: object): BuiltRelease => ({
  kind: 'built',
  commit: 'c'.repeat(40),
  components: { api: { whole: { template: JSON.stringify(template), parameters: {}, digest: 'sha256-new' } } },
});

/** Deploys a release to a stack that did not exist, and takes it back. */
async function takenBack(stack: string, release: BuiltRelease) {
  const target = site.target(stack);
  const found: string = await anActivity().run(survey(site), { change: 'shop/2', targets: [target] });
  const undoes = await site.save(release);
  await site.deploy({ target, release: undoes, change: 'shop/2' });
  return await site.deploy({ target, release: found, undoes, change: 'shop/2', direction: 'back' });
}

/** Stores a text in S3, and returns its address. */
async function stored(bucket: string, text: string): Promise<string> {
  const credential = `${site.account}/20260101/${site.region}/s3/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none`;
  const endpoint = process.env.SLIPWAY_TEST_EMULATOR ?? '';
  for (const [path, body] of [
    ['', `<CreateBucketConfiguration><LocationConstraint>${site.region}</LocationConstraint></CreateBucketConfiguration>`],
    ['/child.json', text],
  ] as const) {
    const { status } = await fetch(`${endpoint}/${bucket}${path}`, { method: 'PUT', headers: { authorization }, body });
    expect(status).toBe(200);
  }
  return `${endpoint}/${bucket}/child.json`;
}

const leftWith = (stack: string, data: string) => ({
  touched: false,
  what: 'left in place',
  left: [{ what: `${stack} stays: the data in ${data} cannot be recreated`, action: expect.any(String) }],
});

describe('taking back the change that made a stack leaves it in place and names what it has:', () => {
  test('macro-table: a table that CloudFormation made of something else in the template', async () => {
    const loop = { 'Fn::ForEach::Tables': ['Name', ['Orders'], { ['$'.concat('{Name}')]: table().Table }] };
    const outcome = await takenBack(
      'macro-table',
      written({ Transform: 'AWS::LanguageExtensions', Resources: { ...note('one'), ...loop } }),
    );
    expect(outcome).toEqual(leftWith('macro-table', 'Orders'));
    expect((await site.stack('macro-table'))?.StackStatus).toBe('CREATE_COMPLETE');
  });

  test('macro-table: the table of a serverless resource', async () => {
    const template: Readonly<Record<string, unknown>> = JSON.parse(
      readFileSync(join(__dirname, '../../cases/real/macro-table/template.json'), 'utf8'),
    );
    expect(await takenBack('serverless-table', written(template))).toEqual(leftWith('serverless-table', 'Orders'));
    expect((await site.stack('serverless-table'))?.StackStatus).toBe('CREATE_COMPLETE');
  });

  test('nested-table: a table in a nested stack', async () => {
    const child = { Resources: { Orders: table().Table, Topic: { Type: 'AWS::SNS::Topic' } } };
    const TemplateURL = await stored(`templates-${site.account}`, JSON.stringify(child));
    const parent = aRelease({ Data: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } });
    expect(await takenBack('nested-table', parent)).toEqual(leftWith('nested-table', 'Data/Orders'));
    expect((await site.stack('nested-table'))?.StackStatus).toBe('CREATE_COMPLETE');
  });

  test('but a nested stack without data goes with it', async () => {
    const TemplateURL = await stored(
      `topics-${site.account}`,
      JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }),
    );
    const parent = aRelease({ Data: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } });
    expect(await takenBack('nested-topic', parent)).toMatchObject({ touched: true, left: [] });
    expect(await site.stack('nested-topic')).toBeUndefined();
  });

  test.each([
    'AWS::DocDB::DBCluster',
    'AWS::ECR::Repository',
    'AWS::MSK::Cluster',
    'AWS::Neptune::DBCluster',
    'AWS::Redshift::Cluster',
    'AWS::FSx::FileSystem',
    'AWS::Quantum::Memory',
    'Acme::Shop::Orders',
    'Custom::Orders',
  ])('other stateful types: %s, on the second page of its resources', async (type) => {
    const taken = await takenBackWith([resourceOf('Topic', 'AWS::SNS::Topic'), resourceOf('It', type)]);
    expect(taken.outcome).toEqual(leftWith('shop', 'It'));
    expect(taken.calls).not.toContain('DeleteStack');
  });

  test('a nested stack that cannot be read', async () => {
    expect((await takenBackWith([resourceOf('Data', 'AWS::CloudFormation::Stack')])).outcome).toEqual(leftWith('shop', 'Data'));
  });

  test('what a creation left that CloudFormation could not roll back', async () => {
    const taken = await takenBackWith([resourceOf('It', 'AWS::ECR::Repository')], 'ROLLBACK_FAILED');
    expect(taken.outcome).toEqual(leftWith('shop', 'It'));
    expect(taken.calls).not.toContain('DeleteStack');
  });
});

/** The way back of a change that made a stack with these resources. */
async function takenBackWith(
  resources: readonly ReturnType<typeof resourceOf>[],
  StackStatus: 'CREATE_COMPLETE' | 'ROLLBACK_FAILED' = 'CREATE_COMPLETE',
) {
  const undoes = await site.save(aRelease(note('one')));
  const answers: FakeAnswers = {
    DescribeStacks: () => ({ Stacks: [{ StackName: 'shop', StackId: 'shop', CreationTime: undefined, StackStatus }] }),
    DeleteChangeSet: () => ({}),
    DescribeChangeSet: () => ({}),
    DescribeStackEvents: () => ({
      StackEvents: [
        {
          StackId: 'shop',
          StackName: 'shop',
          EventId: '1',
          Timestamp: undefined,
          LogicalResourceId: 'shop',
          ResourceStatus: 'CREATE_IN_PROGRESS',
          ClientRequestToken: changeSetName({ change: 'shop/2', stack: 'shop', release: undoes, direction: 'forward' }),
        },
      ],
    }),
    ListStackResources: ({ StackName, NextToken }) => {
      if (StackName !== 'shop') throw Object.assign(new Error('does not exist'), { name: 'ValidationError' });
      return NextToken === undefined
        ? { StackResourceSummaries: resources.slice(0, 1), NextToken: 'more' }
        : { StackResourceSummaries: resources.slice(1) };
    },
  };
  const { client, calls } = aFakeCloudFormation(answers);
  const release = await site.save({ kind: 'found', stacks: {} });
  const back = { target: site.target('shop'), release, undoes, change: 'shop/2', direction: 'back' } as const;
  return { outcome: await site.through({ cloudFormation: client }).deploy(back), calls };
}
