import { gamma, wave } from '../../../../pipeline';
import { applyRules } from '../../../../pipeline/rules/problems';
import { everywhereAt } from '../../../../pipeline/templates/everywhere-at';
import { aPipeline, euWest1, usWest2 } from '../../builders/a-pipeline';

const account = '222222222222';
const components = { edge: { per: 'region', template: 'edge.json' } } as const;
const twoWaves = [
  gamma({ account: '111111111111', regions: [usWest2] }),
  wave('first', { account, regions: [usWest2] }),
  wave('second', { account, regions: [euWest1] }),
];
const aTemplate = (Type: string, Properties: object = {}, more: object = {}) => ({
  'edge.json': { Resources: { One: { Type, Properties, ...more } }, Conditions: conditions },
});
const conditions = {
  Test: { 'Fn::Equals': [{ Ref: 'Environment' }, 'gamma'] },
  Main: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-west-2'] },
};

const found = (templates: Record<string, unknown>) => everywhereAt(aPipeline({ components, stages: twoWaves }), templates);
const warned = (templates: Record<string, unknown>, stages = twoWaves) =>
  applyRules(aPipeline({ components, stages }), { templates }).problems.filter(({ rule }) => rule === 'reaches-every-region');

describe('a resource reaches every Region at once', () => {
  test.each<[string, object]>([
    ['AWS::Route53::RecordSet', {}],
    ['AWS::Route53::HostedZone', {}],
    ['AWS::CloudFront::Distribution', {}],
    ['AWS::CloudFront::Function', {}],
    ['AWS::GlobalAccelerator::Listener', {}],
    ['AWS::Organizations::Policy', {}],
    ['AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: 'a' }, { Region: 'b' }] }],
    ['AWS::DynamoDB::GlobalTable', { Replicas: { 'Fn::GetAtt': ['Only', 'Known'] } }],
    ['AWS::RDS::GlobalCluster', {}],
    ['AWS::RDS::DBCluster', { GlobalClusterIdentifier: { Ref: 'Global' } }],
    ['AWS::S3::MultiRegionAccessPoint', {}],
    ['AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' }],
    ['AWS::SecretsManager::Secret', { ReplicaRegions: [{ Region: 'eu-west-1' }] }],
    ['AWS::KMS::Key', { MultiRegion: 'true' }],
    ['AWS::KMS::ReplicaKey', {}],
    ['AWS::ECR::ReplicationConfiguration', {}],
  ])('if it is %s with %j, which check warns about', (type, properties) => {
    const templates = aTemplate(type, properties);
    expect(found(templates)).toMatchObject([{ component: 'edge', path: 'components/edge/template/One', type, reach: 'all' }]);
    expect(warned(templates)).toMatchObject([{ level: 'warning', path: 'components/edge/template/One' }]);
  });

  test.each(['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::User'])(
    'if it is %s, which affects only what uses it: check does not warn',
    (type) => {
      expect(found(aTemplate(type))).toMatchObject([{ component: 'edge', id: 'One', type, reach: 'users' }]);
      expect(warned(aTemplate(type))).toEqual([]);
    },
  );

  test('if only one Region of production makes it', () => {
    expect(found(aTemplate('AWS::CloudFront::Function', {}, { Condition: 'Main' }))).toHaveLength(1);
    expect(found(aTemplate('AWS::CloudFront::Function', {}, { Condition: 'Unknown' }))).toHaveLength(1);
  });
});

describe('a resource does not reach every Region', () => {
  test.each<[string, object]>([
    ['AWS::DynamoDB::Table', {}],
    ['AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: { Ref: 'AWS::Region' } }] }],
    ['AWS::RDS::DBCluster', {}],
    ['AWS::RDS::DBCluster', { GlobalClusterIdentifier: { Ref: 'AWS::NoValue' } }],
    ['AWS::WAFv2::WebACL', { Scope: 'REGIONAL' }],
    ['AWS::SecretsManager::Secret', { ReplicaRegions: [] }],
    ['AWS::KMS::Key', { MultiRegion: false }],
    ['AWS::Route53Resolver::ResolverRule', {}],
    ['constructor', {}],
  ])('if it is %s with %j', (type, properties) => {
    expect(found(aTemplate(type, properties))).toEqual([]);
  });

  test('if production does not make it', () => {
    expect(found(aTemplate('AWS::CloudFront::Function', {}, { Condition: 'Test' }))).toEqual([]);
  });
});

test('with one wave there is nothing that a wave promises', () => {
  expect(warned(aTemplate('AWS::CloudFront::Function'), twoWaves.slice(0, 2))).toEqual([]);
});
