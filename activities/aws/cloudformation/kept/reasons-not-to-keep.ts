import { isDeepStrictEqual } from 'node:util';
import { resourcesOf } from '../template';
import { definitionOf, type KeepInput, type Part, type StackForm } from './dependencies';

/** Types in which nothing runs and which grant no permissions: they may stay with what depends on them. */
const inert = new Set([
  'AWS::EC2::SecurityGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::OptionGroup',
  'AWS::ElastiCache::SubnetGroup',
  'AWS::ElastiCache::ParameterGroup',
]);

type Sides = Omit<KeepInput, 'change'>;

/**
 * Every reason not to keep these parts of a stack beside a release, each a clause without a full stop. Running code would go on being the
 * bad release's, and a name that has another meaning in the release would alter what is to stay.
 */
export function reasonsNotToKeep(parts: readonly Part[], sides: Sides): string[] {
  return [...ofTransform(sides), ...parts.flatMap((part) => ofPart(part, sides) ?? [])];
}

function ofTransform({ now, release }: Sides): string[] {
  const { Transform } = now.template;
  return Transform === undefined || isDeepStrictEqual(Transform, release.template.Transform)
    ? []
    : ['its template has a Transform that the release does not have'];
}

function ofPart(part: Part, sides: Sides): string | undefined {
  switch (part.section) {
    case 'unreadable':
      return `its dependencies are unknown, because it uses ${part.name}`;
    case 'Resources':
      return ofResource(part.name, sides);
    case 'Parameters':
      return ofParameter(part.name, sides);
    case 'Conditions':
    case 'Mappings':
      return ofDefinition(part, sides);
  }
}

function ofResource(id: string, { ids, now }: Sides): string | undefined {
  const type = resourcesOf(now.template)[id]?.Type;
  if (type === undefined) return `its template has no resource ${id}`;
  return ids.includes(id) || inert.has(type) ? undefined : `it depends on ${id} (${type}), which the release does not have`;
}

function ofParameter(name: string, { now, release }: Sides): string | undefined {
  const value = now.parameters[name];
  if (value === undefined || value === '****') return `it depends on the parameter ${name}, whose value CloudFormation hides`;
  const other = name in release.template.Parameters ? valueIn(release, name) : value;
  return other === value ? undefined : `it depends on the parameter ${name}, which is ${value} now and ${other} in the release`;
}

function ofDefinition(part: Part, { now, release }: Sides): string | undefined {
  const other = definitionOf(part, release.template);
  return other === undefined || isDeepStrictEqual(other, definitionOf(part, now.template))
    ? undefined
    : `it depends on ${part.name} of ${part.section}, which the release defines differently`;
}

function valueIn({ template, parameters }: StackForm, name: string): string | undefined {
  const declaration = template.Parameters[name];
  const hasDefault = typeof declaration === 'object' && declaration !== null && 'Default' in declaration;
  return parameters[name] ?? (hasDefault ? String(declaration.Default) : undefined);
}
