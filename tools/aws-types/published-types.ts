/** The resource types that AWS publishes, from the package from which the CDK is generated. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { version } from '@aws-cdk/aws-service-spec/package.json';

/** Where Slipway keeps the list, so that no worker needs the package: it is large, and only lists matter here. */
export const awsTypesFile = 'activities/aws/cloudformation/stateful/aws-types.json';

/** The content of that file. `known` has, for each service, the names of its types with spaces between them. */
export interface AwsTypes {
  readonly source: string;
  readonly stateful: readonly string[];
  readonly known: Readonly<Record<string, string>>;
}

/** Reads the types from the installed package: all of them, and those that the CDK's authors call stateful. */
export function publishedTypes(): AwsTypes {
  const resources = [...loadAwsServiceSpecSync().all('resource')];
  const stateful = resources.flatMap(({ cloudFormationType, isStateful }) => (isStateful ? [cloudFormationType] : []));
  return {
    source: `@aws-cdk/aws-service-spec ${version}: written by npm run aws-types`,
    stateful: stateful.sort(),
    known: byService(resources.map(({ cloudFormationType }) => cloudFormationType).sort()),
  };
}

function byService(types: readonly string[]): Record<string, string> {
  const services = new Map<string, string[]>();
  for (const type of types) {
    const [owner, service, name = ''] = type.split('::');
    const key = `${owner}::${service}`;
    services.set(key, [...(services.get(key) ?? []), name]);
  }
  return Object.fromEntries([...services].map(([service, names]) => [service, names.join(' ')]));
}
