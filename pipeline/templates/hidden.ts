/** Templates that do not show all resources which CloudFormation makes from them. */
import { sectionOf } from './section';
import type { Templates } from './templates';

/**
 * What keeps a reader from seeing all resources of a template, in words: `Transform AWS::Serverless-2016-10-31`, `Fn::ForEach::Alarms`,
 * `nested stack Alarms`. Empty if everything is there to read.
 */
export const hiddenIn = (template: unknown): string[] => [
  ...new Set([...transformsOf(template), ...loopsAndIncludes(template), ...nestedIn(template)]),
];

/** The language extensions only add functions: what they make of resources is found as `Fn::ForEach`. */
const transformsOf = (template: unknown): string[] => {
  const { Transform: written } = sectionOf(template);
  return (Array.isArray(written) ? written : [written]).flatMap((one) => {
    const name = typeof one === 'string' ? one : sectionOf(one).Name;
    return typeof name === 'string' && name !== 'AWS::LanguageExtensions' ? [`Transform ${name}`] : [];
  });
};

/** Goes level by level and to each part once, so that neither depth nor a part that contains itself matters. */
function loopsAndIncludes(template: unknown): string[] {
  const found: string[] = [];
  const seen = new Set<unknown>();
  for (let level: unknown[] = [template]; level.length > 0; ) {
    const parts = level.filter((part) => typeof part === 'object' && part !== null && !seen.has(part));
    for (const part of parts) seen.add(part);
    found.push(...parts.flatMap((part) => Object.entries(sectionOf(part)).flatMap(([key, value]) => generatorOf(key, value))));
    level = parts.flatMap((part) => Object.values(part ?? {}));
  }
  return found;
}

function generatorOf(key: string, value: unknown): string[] {
  if (key.startsWith('Fn::ForEach')) return [key];
  if (key !== 'Fn::Transform') return [];
  const { Name: name } = sectionOf(value);
  return [typeof name === 'string' ? `Fn::Transform ${name}` : key];
}

const nestedIn = (template: unknown): string[] =>
  Object.entries(sectionOf(sectionOf(template).Resources)).flatMap(([id, written]) => {
    const { Type: type } = sectionOf(written);
    if (typeof type !== 'string') return [];
    if (stackTypes.includes(type)) return [`nested stack ${id}`];
    return type.endsWith('::MODULE') ? [`module ${id}`] : [];
  });

const stackTypes: readonly string[] = [
  'AWS::CloudFormation::Stack',
  'AWS::Serverless::Application',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
];

/** The templates that hide resources. Reading one takes time, so do it once for all zones. */
export const hidingTemplates = (templates: Templates): ReadonlySet<unknown> =>
  new Set(Object.values(templates).filter((one) => hiddenIn(one).length > 0));

/** Whether CloudFormation may make alarms of which a template says nothing. A template without resources is unknown, so it may too. */
export const mayHideAlarms = (template: unknown): boolean =>
  sectionOf(template).Resources === undefined || hiddenIn(template).length > 0;
