import { isDeepStrictEqual } from 'node:util';
import { definitionOf, type Form, type Part, type Staying } from './parts';

/** Resources in which nothing runs and which grant nobody anything: they may stay with what leans on them. */
const inert = new Set([
  'AWS::EC2::SecurityGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::OptionGroup',
  'AWS::ElastiCache::SubnetGroup',
  'AWS::ElastiCache::ParameterGroup',
]);

type Between = Omit<Staying, 'change'>;

/**
 * Everything that speaks against leaving these parts of a stack beside a release, each as half a sentence. What runs would go on being the
 * bad release's, and a name that means two things would alter what is to stay.
 */
export function objections(parts: readonly Part[], between: Between): string[] {
  return [...macros(between), ...parts.flatMap((part) => objection(part, between) ?? [])];
}

function macros({ now, release }: Between): string[] {
  const { Transform } = now.template;
  return Transform === undefined || isDeepStrictEqual(Transform, release.template.Transform)
    ? []
    : ['its template is transformed, and the release’s is not in the same way'];
}

function objection(part: Part, between: Between): string | undefined {
  switch (part.section) {
    case 'unreadable':
      return `it is written with ${part.name}, which cannot be followed`;
    case 'Resources':
      return ofResource(part.name, between);
    case 'Parameters':
      return ofParameter(part.name, between);
    case 'Conditions':
    case 'Mappings':
      return ofDefinition(part, between);
  }
}

function ofResource(id: string, { ids, now }: Between): string | undefined {
  const type = now.template.Resources[id]?.Type;
  if (type === undefined) return `${id} is not in its template by that name`;
  return ids.includes(id) || inert.has(type) ? undefined : `it leans on ${id} (${type}), which the release does not have`;
}

function ofParameter(name: string, { now, release }: Between): string | undefined {
  const value = now.parameters[name];
  if (value === undefined || value === '****') return `it leans on the parameter ${name}, whose value CloudFormation hides`;
  const other = name in release.template.Parameters ? valueIn(release, name) : value;
  return other === value ? undefined : `it leans on the parameter ${name}, which is ${value} and in the release ${other}`;
}

function ofDefinition(part: Part, { now, release }: Between): string | undefined {
  const other = definitionOf(part, release.template);
  return other === undefined || isDeepStrictEqual(other, definitionOf(part, now.template))
    ? undefined
    : `it leans on ${part.name} of ${part.section}, which the release has too and means otherwise`;
}

function valueIn({ template, parameters }: Form, name: string): string | undefined {
  const declaration = template.Parameters[name];
  const hasDefault = typeof declaration === 'object' && declaration !== null && 'Default' in declaration;
  return parameters[name] ?? (hasDefault ? String(declaration.Default) : undefined);
}
