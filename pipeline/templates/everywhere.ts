/**
 * Resources that reach every Region at once: a change to one takes effect wherever it is used, also in the Regions of later waves, and no
 * bake of an earlier wave sees it first.
 */
import { evaluate, type Scope } from './evaluate';
import { type Resource, resourcesIn } from './resources';
import { listOf, type Section, sectionOf } from './section';

/** A resource that a wave does not contain. */
export interface EverywhereResource {
  /** The logical id. */
  readonly id: string;
  readonly type: string;
  /** Why a wave does not contain it, as a clause. */
  readonly because: string;
  /** `all`: everybody who uses it sees the change. `users`: it is known in the whole account, and only what names it is affected. */
  readonly reach: 'all' | 'users';
}

/** The resources of a template that reach every Region at once, with those whose condition cannot be known. */
export const everywhereIn = (template: unknown, scope: Scope): EverywhereResource[] =>
  resourcesIn(template, scope).flatMap((resource) => {
    const because = reasonOf(resource, scope);
    const reach = resource.type.startsWith('AWS::IAM::') ? 'users' : 'all';
    return because === undefined ? [] : [{ id: resource.id, type: resource.type, because, reach }];
  });

/** Whether a template has a resource of a type that can reach every Region. Most have none, and then need not be evaluated. */
export const mayReachEverywhere = (template: unknown): boolean =>
  resourcesIn(template, { truths: new Map() }).some(
    ({ type }) =>
      Object.hasOwn(types, type) || Object.hasOwn(options, type) || services.some(([prefix]) => type.startsWith(prefix)),
  );

function reasonOf({ type, properties }: Resource, scope: Scope): string | undefined {
  if (Object.hasOwn(types, type)) return types[type];
  const [, reason] = services.find(([prefix]) => type.startsWith(prefix)) ?? [];
  if (reason !== undefined) return reason;
  const asked = Object.hasOwn(options, type) ? options[type] : undefined;
  return asked?.isSet(sectionOf(evaluate(properties, scope))) ? asked.because : undefined;
}

/** Services that have no Regions. */
const services: readonly (readonly [prefix: string, because: string])[] = [
  ['AWS::Route53::', 'DNS gives the same answer in every Region'],
  ['AWS::Route53RecoveryControl::', 'it routes the traffic of every Region'],
  ['AWS::CloudFront::', 'all edge locations take it together'],
  ['AWS::IAM::', 'IAM has no Regions: the whole account takes it together'],
  ['AWS::GlobalAccelerator::', 'all edge locations take it together'],
  ['AWS::Organizations::', 'it applies to whole accounts'],
  ['AWS::NetworkManager::', 'it routes between Regions'],
  ['AWS::WAF::', 'it guards CloudFront at all edge locations'],
];

const replicates = 'its replicas in other Regions take it together';

const types: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::StackSet': 'it deploys to Regions and accounts of its own choice',
  'AWS::CloudWatch::Dashboard': 'dashboards have no Regions',
  'AWS::DocDB::GlobalCluster': replicates,
  'AWS::ECR::ReplicationConfiguration': 'it copies images to other Regions',
  'AWS::ElastiCache::GlobalReplicationGroup': replicates,
  'AWS::Events::Endpoint': 'it routes events between Regions',
  'AWS::KMS::ReplicaKey': 'it shares its key with another Region',
  'AWS::MemoryDB::MultiRegionCluster': replicates,
  'AWS::Neptune::GlobalCluster': replicates,
  'AWS::RDS::GlobalCluster': replicates,
  'AWS::S3::MultiRegionAccessPoint': 'it routes requests of every Region',
  'AWS::S3::MultiRegionAccessPointPolicy': 'it routes requests of every Region',
  'AWS::SSMIncidents::ReplicationSet': replicates,
};

interface Option {
  readonly because: string;
  /** Whether the properties, evaluated, make the resource reach other Regions. What only AWS knows may. */
  readonly isSet: (properties: Section) => boolean;
}

const isTrue = (value: unknown): boolean => value !== undefined && value !== false && value !== 'false' && !isNoValue(value);

const isNoValue = (value: unknown): boolean => sectionOf(value).Ref === 'AWS::NoValue';

/** What cannot be known may have any number of items. */
const hasMoreThan = (count: number, value: unknown): boolean =>
  Array.isArray(value) ? listOf(value).filter((item) => !isNoValue(item)).length > count : isTrue(value);

/** Types that reach other Regions only with some properties. */
const options: Readonly<Record<string, Option>> = {
  'AWS::Cassandra::Keyspace': {
    because: replicates,
    isSet: ({ ReplicationSpecification: written }) => hasMoreThan(1, sectionOf(written).RegionList),
  },
  'AWS::CloudTrail::Trail': {
    because: 'it records every Region',
    isSet: ({ IsMultiRegionTrail: written }) => isTrue(written),
  },
  'AWS::DSQL::Cluster': { because: replicates, isSet: ({ MultiRegionProperties: written }) => isTrue(written) },
  'AWS::DynamoDB::GlobalTable': { because: replicates, isSet: ({ Replicas: written }) => hasMoreThan(1, written) },
  'AWS::KMS::Key': { because: replicates, isSet: ({ MultiRegion: written }) => isTrue(written) },
  'AWS::RDS::DBCluster': {
    because: 'it belongs to a cluster of several Regions',
    isSet: ({ GlobalClusterIdentifier: written }) => isTrue(written),
  },
  'AWS::SecretsManager::Secret': { because: replicates, isSet: ({ ReplicaRegions: written }) => hasMoreThan(0, written) },
  ...Object.fromEntries(
    ['IPSet', 'RegexPatternSet', 'RuleGroup', 'WebACL'].map((name) => [
      `AWS::WAFv2::${name}`,
      { because: 'it guards CloudFront at all edge locations', isSet: ({ Scope: written }: Section) => written === 'CLOUDFRONT' },
    ]),
  ),
};
