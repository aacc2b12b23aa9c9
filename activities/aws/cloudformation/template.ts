/** What Slipway reads of a CloudFormation template: it must be JSON, as synthesised templates are. */
import { z } from 'zod';

const section = z.record(z.string(), z.unknown());
const resource = z.looseObject({
  Type: z.string(),
  Properties: section.optional(),
  Metadata: section.optional(),
  Condition: z.string().optional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
});
const schema = z.looseObject({
  Parameters: section.default({}),
  Conditions: section.default({}),
  Mappings: section.default({}),
  Resources: z.record(z.string(), resource),
});

export type Template = z.infer<typeof schema>;
export type Resource = z.infer<typeof resource>;

/** Reads a template. Throws a sentence that says what is wrong with it. */
export function parseTemplate(text: string): Template {
  const read = schema.safeParse(parseJson(text));
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Error(`${issue?.path.join('/') || 'the template'}: ${issue?.message ?? 'is no template'}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (err) {
    throw new Error(`is no JSON (${err instanceof Error ? err.message : String(err)}): write it as JSON, or synthesise it`);
  }
}

/** Of these parameters, those that the template declares: CloudFormation refuses any other. */
export const declared = (template: Template, parameters: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => name in template.Parameters));

/** Resources that hold what cannot be made again. A way back never deletes or replaces one. */
const stateful = new Set([
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBCluster',
  'AWS::S3::Bucket',
  'AWS::EFS::FileSystem',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::OpenSearchService::Domain',
  'AWS::Kinesis::Stream',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
  'AWS::KMS::Key',
  'AWS::Cognito::UserPool',
  'AWS::EC2::Volume',
]);

/** Whether a resource of this type holds what cannot be made again. */
export const isStateful = (type: string): boolean => stateful.has(type);

/** The stateful resources of a template, by logical id. */
export const statefulIn = (template: Template): string[] =>
  Object.entries(template.Resources).flatMap(([id, { Type }]) => (isStateful(Type) ? [id] : []));
