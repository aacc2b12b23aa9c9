/** The names that the resources and exports of a stack get, as far as they are known before the deployment. */
import type { Target } from '../../model/target';
import { evaluate, isText, type Scope as References } from '../evaluate';
import { truthOf } from '../resources';
import { listOf, type Section, sectionOf } from '../section';
import { type StackTemplate, scopeAt } from '../stack-template';
import { type Scope, type UniqueName, uniqueNameOf } from './unique-names';

/** A name that AWS accepts only once. */
export interface PhysicalName {
  /** The place in the template: a logical id, or `Outputs/Id`. */
  readonly id: string;
  /** The property that has the name: `RoleName`. */
  readonly property: string;
  readonly name: string;
  readonly scope: Scope;
  /** Two names meet if their keys are equal. */
  readonly key: string;
}

/** A name as a template writes it. */
export interface WrittenName {
  readonly id: string;
  readonly type: string;
  readonly unique: UniqueName;
  readonly value: unknown;
  readonly properties: Section;
  readonly condition: unknown;
}

/** The names in a template that must be unique, as they are written. Call it once for a template: most have few. */
export function writtenNames(template: unknown): WrittenName[] {
  const { Resources, Outputs } = sectionOf(template);
  return [
    ...Object.entries(sectionOf(Resources)).flatMap(([id, resource]) => ofResource(id, sectionOf(resource))),
    ...Object.entries(sectionOf(Outputs)).flatMap(([id, output]) => ofExport(`Outputs/${id}`, sectionOf(output))),
  ];
}

function ofResource(id: string, { Type: type, Condition: condition, Properties }: Section): WrittenName[] {
  const unique = typeof type === 'string' ? uniqueNameOf(type) : undefined;
  const properties = sectionOf(Properties);
  // An include may replace any property.
  if (typeof type !== 'string' || unique === undefined || Object.hasOwn(properties, 'Fn::Transform')) return [];
  const value = unique.property.reduce<unknown>((part, key) => sectionOf(part)[key], properties);
  return value === undefined ? [] : [{ id, type, unique, value, properties, condition }];
}

function ofExport(id: string, { Export, Condition: condition }: Section): WrittenName[] {
  const { Name: value } = sectionOf(Export);
  const unique: UniqueName = { property: ['Export', 'Name'], scope: 'region', within: [], kind: 'export', anyCase: false };
  return value === undefined ? [] : [{ id, type: 'export', unique, value, properties: {}, condition }];
}

/** The names that a stack gets. Leaves out a name that only AWS knows, and one whose condition cannot be known. */
export function physicalNames(stack: StackTemplate, written: readonly WrittenName[]): PhysicalName[] {
  if (written.length === 0) return [];
  const scope = scopeAt(stack);
  return written
    .filter(({ condition }) => truthOf(condition, scope.truths) === true)
    .flatMap((one) => namesOf(one, scope).flatMap((name) => keysOf(one, name, { scope, target: stack.target })));
}

/** A property with several names, as the aliases of a distribution, has each of them. */
function namesOf({ value }: WrittenName, scope: References): string[] {
  const evaluated = evaluate(value, scope);
  return (Array.isArray(evaluated) ? evaluated : [evaluated]).filter(isText).map(String);
}

interface At {
  readonly scope: References;
  readonly target: Target;
}

function keysOf(one: WrittenName, name: string, at: At): PhysicalName[] {
  const { id, unique } = one;
  const plain = unique.anyCase ? name.toLowerCase().replace(/\.$/, '') : name;
  const inside = unique.within.map((key) => ownerOf(evaluate(one.properties[key], at.scope), at.target));
  const property = unique.property.at(-1) === 'Name' ? unique.property.join('.') : (unique.property.at(-1) ?? '');
  return placesOf(one, at).map((place) => ({
    id,
    property,
    name,
    scope: unique.scope,
    key: JSON.stringify([unique.kind, plain, ...inside, ...place]),
  }));
}

/** What a name belongs to. What only AWS knows is the stack's own, unless it is imported under a name that is known. */
function ownerOf(value: unknown, { account, region, stack }: Target): unknown {
  if (value === undefined || isText(value)) return value ?? null;
  const { 'Fn::ImportValue': imported } = sectionOf(value);
  return isText(imported) ? value : [account, region, stack, value];
}

/** Where a name is taken. A global table takes it in the Region of each replica. */
function placesOf({ type, unique, properties }: WrittenName, { scope, target: { account, region } }: At): string[][] {
  if (unique.scope === 'everywhere') return [[]];
  if (unique.scope === 'account') return [[account]];
  const replicas = type === 'AWS::DynamoDB::GlobalTable' ? listOf(evaluate(properties.Replicas, scope)) : [];
  const others = replicas.map((replica) => sectionOf(replica).Region).filter((one) => typeof one === 'string');
  return [...new Set([region, ...others])].map((one) => [account, one]);
}
