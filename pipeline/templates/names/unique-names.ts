/**
 * Names that a template may give to a resource and that AWS accepts only once, with where: from the reference of each type in AWS's
 * documentation. A type that is absent here has no name, or one that several resources may share.
 */

/** Where a name is unique: in a Region of an account, in an account, or among all accounts. */
export type Scope = 'region' | 'account' | 'everywhere';

/** The name of a type of resource. */
export interface UniqueName {
  /** The path of the property, as in `['CachePolicyConfig', 'Name']`. */
  readonly property: readonly string[];
  readonly scope: Scope;
  /** Properties of what the name belongs to, such as the cluster of a service. */
  readonly within: readonly string[];
  /** Types with one value here share their names. */
  readonly kind: string;
  /** Whether AWS ignores the case of letters. */
  readonly anyCase: boolean;
}

const inRegion: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::DomainName': 'DomainName',
  'AWS::ApiGatewayV2::DomainName': 'DomainName',
  'AWS::Athena::WorkGroup': 'Name',
  'AWS::AutoScaling::AutoScalingGroup': 'AutoScalingGroupName',
  'AWS::AutoScaling::LaunchConfiguration': 'LaunchConfigurationName',
  'AWS::Backup::BackupVault': 'BackupVaultName',
  'AWS::Batch::ComputeEnvironment': 'ComputeEnvironmentName',
  'AWS::Batch::JobQueue': 'JobQueueName',
  'AWS::CloudTrail::Trail': 'TrailName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::CodeBuild::Project': 'Name',
  'AWS::CodeDeploy::Application': 'ApplicationName',
  'AWS::CodeDeploy::DeploymentConfig': 'DeploymentConfigName',
  'AWS::CodeDeploy::DeploymentGroup': 'DeploymentGroupName',
  'AWS::CodePipeline::Pipeline': 'Name',
  'AWS::Cognito::UserPoolDomain': 'Domain',
  'AWS::DocDB::DBCluster': 'DBClusterIdentifier',
  'AWS::DocDB::DBInstance': 'DBInstanceIdentifier',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::EC2::KeyPair': 'KeyName',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateName',
  'AWS::EC2::SecurityGroup': 'GroupName',
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::ECS::CapacityProvider': 'Name',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::ECS::Service': 'ServiceName',
  'AWS::EKS::Cluster': 'Name',
  'AWS::EKS::Nodegroup': 'NodegroupName',
  'AWS::ElastiCache::CacheCluster': 'ClusterName',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::ElastiCache::ServerlessCache': 'ServerlessCacheName',
  'AWS::ElastiCache::SubnetGroup': 'CacheSubnetGroupName',
  'AWS::ElasticBeanstalk::Application': 'ApplicationName',
  'AWS::ElasticBeanstalk::Environment': 'EnvironmentName',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'LoadBalancerName',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Name',
  'AWS::Elasticsearch::Domain': 'DomainName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Glue::Crawler': 'Name',
  'AWS::Glue::Job': 'Name',
  'AWS::Kinesis::Stream': 'Name',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::MSK::Cluster': 'ClusterName',
  'AWS::Neptune::DBCluster': 'DBClusterIdentifier',
  'AWS::Neptune::DBInstance': 'DBInstanceIdentifier',
  'AWS::OpenSearchService::Domain': 'DomainName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBClusterParameterGroup': 'DBClusterParameterGroupName',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::RDS::DBParameterGroup': 'DBParameterGroupName',
  'AWS::RDS::DBProxy': 'DBProxyName',
  'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::Redshift::Cluster': 'ClusterIdentifier',
  'AWS::S3::AccessPoint': 'Name',
  'AWS::SageMaker::Endpoint': 'EndpointName',
  'AWS::SageMaker::Model': 'ModelName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Serverless::Function': 'FunctionName',
  'AWS::Serverless::SimpleTable': 'TableName',
  'AWS::Serverless::StateMachine': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Document': 'Name',
  'AWS::SSM::Parameter': 'Name',
  'AWS::StepFunctions::Activity': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::Synthetics::Canary': 'Name',
  'AWS::WAFv2::IPSet': 'Name',
  'AWS::WAFv2::RuleGroup': 'Name',
  'AWS::WAFv2::WebACL': 'Name',
  'AWS::XRay::Group': 'GroupName',
};

const inAccount: Readonly<Record<string, string>> = {
  'AWS::CloudFront::CachePolicy': 'CachePolicyConfig.Name',
  'AWS::CloudFront::Function': 'Name',
  'AWS::CloudFront::OriginAccessControl': 'OriginAccessControlConfig.Name',
  'AWS::CloudFront::OriginRequestPolicy': 'OriginRequestPolicyConfig.Name',
  'AWS::CloudFront::ResponseHeadersPolicy': 'ResponseHeadersPolicyConfig.Name',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ServerCertificate': 'ServerCertificateName',
  'AWS::IAM::User': 'UserName',
  'AWS::Route53::RecordSet': 'Name',
  'AWS::S3::MultiRegionAccessPoint': 'Name',
};

const amongAll: Readonly<Record<string, string>> = {
  'AWS::CloudFront::Distribution': 'DistributionConfig.Aliases',
  'AWS::S3::Bucket': 'BucketName',
};

/** A name that is unique only within something else. */
const within: Readonly<Record<string, readonly string[]>> = {
  'AWS::CodeDeploy::DeploymentGroup': ['ApplicationName'],
  'AWS::EC2::SecurityGroup': ['VpcId'],
  'AWS::ECS::Service': ['Cluster'],
  'AWS::EKS::Nodegroup': ['ClusterName'],
  'AWS::ElasticBeanstalk::Environment': ['ApplicationName'],
  'AWS::Events::Rule': ['EventBusName'],
  'AWS::Route53::RecordSet': ['HostedZoneId', 'HostedZoneName', 'Type', 'SetIdentifier'],
  'AWS::Scheduler::Schedule': ['GroupName'],
  'AWS::WAFv2::IPSet': ['Scope'],
  'AWS::WAFv2::RuleGroup': ['Scope'],
  'AWS::WAFv2::WebACL': ['Scope'],
};

/** Types whose resources share their names with those of another type. */
const sameAs: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::CompositeAlarm': 'AWS::CloudWatch::Alarm',
  'AWS::DocDB::DBCluster': 'AWS::RDS::DBCluster',
  'AWS::DocDB::DBInstance': 'AWS::RDS::DBInstance',
  'AWS::DynamoDB::GlobalTable': 'AWS::DynamoDB::Table',
  'AWS::Elasticsearch::Domain': 'AWS::OpenSearchService::Domain',
  'AWS::Neptune::DBCluster': 'AWS::RDS::DBCluster',
  'AWS::Neptune::DBInstance': 'AWS::RDS::DBInstance',
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
};

const anyCase = /^AWS::(IAM|RDS|Route53|CloudFront)::/;

/** The name that a type of resource can be given and that must be unique; `undefined` if it has none. */
export function uniqueNameOf(type: string): UniqueName | undefined {
  for (const [scope, table] of tables) {
    const property = Object.hasOwn(table, type) ? table[type] : undefined;
    if (property === undefined) continue;
    const kind = (Object.hasOwn(sameAs, type) ? sameAs[type] : undefined) ?? type;
    const inside = (Object.hasOwn(within, type) ? within[type] : undefined) ?? [];
    return { property: property.split('.'), scope, within: inside, kind, anyCase: anyCase.test(kind) };
  }
  return undefined;
}

const tables = [
  ['region', inRegion],
  ['account', inAccount],
  ['everywhere', amongAll],
] as const;
