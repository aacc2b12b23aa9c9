import checkedIn from '../../../../../activities/aws/cloudformation/stateful/aws-types.json';
import { cfnLintTypes } from '../../../../../activities/aws/cloudformation/stateful/cfn-lint-types';
import { isStateful } from '../../../../../activities/aws/cloudformation/stateful/is-stateful';
import { ownTypes } from '../../../../../activities/aws/cloudformation/stateful/own-types';
import { publishedTypes } from '../../../../../tools/aws-types/published-types';

test('the list of AWS’s types is what the package says: npm run aws-types writes it anew', () => {
  expect(checkedIn).toEqual(publishedTypes());
});

describe('other stateful types:', () => {
  test.each([
    'AWS::DocDB::DBCluster',
    'AWS::ECR::Repository',
    'AWS::MSK::Cluster',
    'AWS::Neptune::DBCluster',
    'AWS::Redshift::Cluster',
    'AWS::FSx::FileSystem',
    'AWS::Backup::BackupVault',
    'AWS::Cassandra::Table',
    'AWS::Logs::LogGroup',
    'AWS::SecretsManager::Secret',
    'AWS::KMS::Key',
    'AWS::SQS::Queue',
    'AWS::Elasticsearch::Domain',
    'AWS::CloudFront::KeyValueStore',
    'AWS::WorkspacesInstances::Volume',
    'AWS::SageMaker::ModelPackageGroup',
    'AWS::EventSchemas::Registry',
  ])('%s has data', (type) => {
    expect(isStateful(type)).toBe(true);
  });

  test.each([...checkedIn.stateful, ...cfnLintTypes, ...ownTypes])(
    '%s of one of the lists has data, but for nested stacks',
    (type) => {
      expect(isStateful(type, [type])).toBe(type !== 'AWS::CloudFormation::Stack');
    },
  );

  test.each([
    'AWS::Quantum::Memory',
    'AWS::Serverless::SimpleTable',
    'Acme::Shop::Orders',
    'Custom::Orders',
    'AWS::CloudFormation::CustomResource',
  ])('%s, which nobody here knows, counts as stateful', (type) => {
    expect(isStateful(type)).toBe(true);
  });

  test.each([
    'AWS::Lambda::Function',
    'AWS::EC2::Instance',
    'AWS::SSM::Parameter',
    'AWS::SNS::Topic',
    'AWS::CloudFormation::WaitCondition',
    'AWS::CloudFormation::WaitConditionHandle',
    'AWS::CDK::Metadata',
    'Alexa::ASK::Skill',
  ])('%s has none', (type) => {
    expect(isStateful(type)).toBe(false);
  });

  test.each(['Acme::Shop::Orders', 'Custom::Orders', 'AWS::CloudFormation::CustomResource'])(
    '%s can be declared stateless',
    (type) => {
      expect(isStateful(type, ['Custom::Other', type])).toBe(false);
    },
  );

  test('a type that AWS has, or may have, cannot be declared stateless', () => {
    expect(isStateful('AWS::DynamoDB::Table', ['AWS::DynamoDB::Table'])).toBe(true);
    expect(isStateful('AWS::Quantum::Memory', ['AWS::Quantum::Memory'])).toBe(true);
  });
});

test('each type of our own is one that AWS publishes, and on no other list', () => {
  const known = new Set(
    Object.entries(checkedIn.known).flatMap(([service, names]) => names.split(' ').map((name) => `${service}::${name}`)),
  );
  expect(ownTypes.filter((type) => !known.has(type) || checkedIn.stateful.includes(type) || cfnLintTypes.includes(type))).toEqual(
    [],
  );
  expect(new Set(ownTypes).size).toBe(ownTypes.length);
});
