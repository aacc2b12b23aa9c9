import { gamma, region, type WrittenPipeline, wave } from '../../../../pipeline';
import { applyRules, describeProblem } from '../../../../pipeline/rules/problems';
import { aPipeline } from '../../builders/a-pipeline';

const [test1, prod] = ['111111111111', '222222222222'];
const west = region('us-west-2', ['usw2-az1', 'usw2-az2']);
const europe = region('eu-west-1', ['euw1-az1', 'euw1-az2']);
const stages = [
  gamma({ account: test1, regions: [west] }),
  wave('first', { account: prod, regions: [west] }),
  wave('second', { account: prod, regions: [europe] }),
];

function linesOf(Resources: object, overrides: Partial<WrittenPipeline> = {}, more: object = {}) {
  const components = { api: { per: 'region', template: 'api.json' } } as const;
  const pipeline = aPipeline({ components, stages, ...overrides });
  return applyRules(pipeline, { templates: { 'api.json': { Resources, ...more } } })
    .problems.filter(({ rule }) => rule === 'physical-name-twice')
    .map(describeProblem);
}

const sub = (text: string) => ({ 'Fn::Sub': text.replaceAll('<', '${').replaceAll('>', '}') });
const resource = (Type: string, Properties: object, more: object = {}) => ({ One: { Type, Properties, ...more } });
const zonal = { components: { api: { per: 'zone', template: 'api.json', oneBox: 'api.json' } } } as const;

describe('one name in two stacks', () => {
  test('parameters: of all environments is reported, with what to put into it', () => {
    const oneAccount = [gamma({ account: test1, regions: [west] }), wave('first', { account: test1, regions: [west] })];
    expect(linesOf(resource('AWS::IAM::Role', { RoleName: 'shop-task' }), { stages: oneAccount })).toEqual([
      'components/api/template/One: its RoleName "shop-task" is the same in checkout-gamma-api-us-west-2 and in checkout-prod-api-us-west-2, but an account can have it only once, in whichever Region: write it with Fn::Sub over Environment',
    ]);
  });

  test.each<[string, object, Partial<WrittenPipeline>, string | undefined]>([
    ['a role in two Regions', resource('AWS::IAM::Role', { RoleName: 'shop' }), {}, 'write it with Fn::Sub over AWS::Region'],
    ['a role with its Region', resource('AWS::IAM::Role', { RoleName: sub('shop-<AWS::Region>') }), {}, undefined],
    [
      'a role in another case',
      { ...resource('AWS::IAM::Role', { RoleName: 'Shop' }), Two: resource('AWS::IAM::Role', { RoleName: 'shop' }).One },
      {},
      'give each its own name, and write it with Fn::Sub over AWS::Region',
    ],
    ['a function in two Regions', resource('AWS::Lambda::Function', { FunctionName: 'shop' }), {}, undefined],
    [
      'a function in two zones',
      resource('AWS::Lambda::Function', { FunctionName: 'shop' }),
      zonal,
      'write it with Fn::Sub over Zone, Share',
    ],
    [
      'a function of a zone and its one-box',
      resource('AWS::Lambda::Function', { FunctionName: sub('shop-<Zone>') }),
      zonal,
      'write it with Fn::Sub over Share',
    ],
    ['a function of each', resource('AWS::Lambda::Function', { FunctionName: sub('shop-<Zone>-<Share>') }), zonal, undefined],
    [
      'a bucket in two accounts',
      resource('AWS::S3::Bucket', { BucketName: sub('shop-<AWS::Region>') }),
      {},
      'write it with Fn::Sub over Environment, AWS::AccountId',
    ],
    ['a bucket of each', resource('AWS::S3::Bucket', { BucketName: sub('shop-<AWS::AccountId>-<AWS::Region>') }), {}, undefined],
    [
      'a service in two clusters',
      resource('AWS::ECS::Service', { ServiceName: 'shop', Cluster: sub('<Zone>-<Share>') }),
      zonal,
      undefined,
    ],
    ['a service in one cluster', resource('AWS::ECS::Service', { ServiceName: 'shop', Cluster: 'all' }), zonal, 'Zone, Share'],
    [
      'a service in the cluster of its stack',
      resource('AWS::ECS::Service', { ServiceName: 'shop', Cluster: { Ref: 'Cluster' } }),
      zonal,
      undefined,
    ],
    [
      'a service in an imported cluster',
      resource('AWS::ECS::Service', { ServiceName: 'shop', Cluster: { 'Fn::ImportValue': sub('<Environment>') } }),
      zonal,
      'Zone, Share',
    ],
    [
      'a global table with replicas',
      resource('AWS::DynamoDB::GlobalTable', { TableName: 'shop', Replicas: [{ Region: 'us-west-2' }, { Region: 'eu-west-1' }] }),
      {},
      'write it with Fn::Sub over AWS::Region',
    ],
    ['a user pool', resource('AWS::Cognito::UserPool', { UserPoolName: 'shop' }), zonal, undefined],
    [
      'a name of a policy',
      resource('AWS::CloudFront::CachePolicy', { CachePolicyConfig: { Name: 'shop' } }),
      {},
      'its CachePolicyConfig.Name "shop"',
    ],
    [
      'an alias of a distribution',
      resource('AWS::CloudFront::Distribution', { DistributionConfig: { Aliases: ['shop.example'] } }),
      {},
      'its Aliases "shop.example"',
    ],
    [
      'a record of DNS',
      resource('AWS::Route53::RecordSet', { Name: 'shop.example.', Type: 'A', HostedZoneId: 'Z1' }),
      {},
      'AWS::Region',
    ],
    [
      'a record of DNS for each Region',
      resource('AWS::Route53::RecordSet', {
        Name: 'shop.example.',
        Type: 'A',
        HostedZoneId: 'Z1',
        SetIdentifier: { Ref: 'AWS::Region' },
      }),
      {},
      undefined,
    ],
    [
      'a function of a serverless template',
      resource('AWS::Serverless::Function', { FunctionName: 'shop' }),
      zonal,
      'Zone, Share',
    ],
    ['no name', resource('AWS::IAM::Role', {}), {}, undefined],
    ['no value', resource('AWS::IAM::Role', { RoleName: { Ref: 'AWS::NoValue' } }), {}, undefined],
    ['a name that only AWS knows', resource('AWS::IAM::Role', { RoleName: { 'Fn::GetAtt': ['Name', 'Value'] } }), {}, undefined],
    ['a name that an include may replace', resource('AWS::IAM::Role', { RoleName: 'shop', 'Fn::Transform': {} }), {}, undefined],
    [
      'a resource whose condition cannot be known',
      resource('AWS::IAM::Role', { RoleName: 'shop' }, { Condition: 'Unknown' }),
      {},
      undefined,
    ],
  ])('%s', (_, resources, overrides, part) => {
    expect(linesOf(resources, overrides)).toEqual(
      part === undefined ? [] : Object.keys(resources).map(() => expect.stringContaining(part)),
    );
  });

  test('is none if a condition makes it in one of them', () => {
    const Conditions = { Main: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-west-2'] } };
    const role = resource('AWS::IAM::Role', { RoleName: 'shop' }, { Condition: 'Main' });
    expect(linesOf(role, {}, { Conditions })).toEqual([]);
  });

  test('can be that of an export', () => {
    const Outputs = { Table: { Value: 'a', Export: { Name: sub('shop-<Environment>') } } };
    expect(linesOf({}, {}, { Outputs })).toEqual([]);
    expect(linesOf({}, zonal, { Outputs })).toEqual([
      'components/api/template/Outputs/Table: its Export.Name "shop-gamma" is the same in checkout-gamma-api-usw2-az1, in checkout-gamma-api-usw2-az1-one-box and in 2 more places, but a Region of an account can have it only once: write it with Fn::Sub over Zone, Share',
    ]);
  });

  test('can be that of two components, of any types that share their names', () => {
    const templates = {
      'a.json': { Resources: resource('AWS::DynamoDB::Table', { TableName: 'shop' }) },
      'b.json': { Resources: resource('AWS::Serverless::SimpleTable', { TableName: 'shop' }) },
    };
    const components = { a: { per: 'region', template: 'a.json' }, b: { per: 'region', template: 'b.json' } } as const;
    const found = applyRules(aPipeline({ components, stages }), { templates }).problems.filter(
      ({ rule }) => rule === 'physical-name-twice',
    );
    expect(found.map(describeProblem)).toEqual([
      'components/a/template/One: its TableName "shop" is the same in checkout-gamma-a-us-west-2 and in components/b/template/One of checkout-gamma-b-us-west-2, but a Region of an account can have it only once: give each its own name',
      'components/b/template/One: its TableName "shop" is the same in checkout-gamma-b-us-west-2 and in components/a/template/One of checkout-gamma-a-us-west-2, but a Region of an account can have it only once: give each its own name',
    ]);
  });
});
