/** What a template does not show: resources that come into being only when CloudFormation deploys it. */
import { listOf, sectionOf } from './section';

/**
 * Whether CloudFormation may make alarms of which the template says nothing: of a nested stack or a module, or by a macro, a loop or an
 * include. A template that is no object is unknown, so it may too.
 */
export function mayHideAlarms(template: unknown): boolean {
  const { Transform: transform, 'Fn::Transform': call, Resources: resources } = sectionOf(template);
  if (resources === undefined || transform !== undefined || call !== undefined) return true;
  const entries = Object.entries(sectionOf(resources));
  return entries.some(([id, resource]) => isExpansion(id) || isHiding(sectionOf(resource).Type)) || hasExpansion(resources);
}

const isHiding = (type: unknown): boolean =>
  typeof type === 'string' && (type === 'AWS::CloudFormation::Stack' || type.endsWith('::MODULE'));

/** A loop among the resources, or a call of a macro at any place of them, as `AWS::Include` is. */
const isExpansion = (key: string): boolean => key.startsWith('Fn::ForEach::') || key === 'Fn::Transform';

/** Goes level by level, so that no depth exhausts the stack. */
function hasExpansion(written: unknown): boolean {
  for (let level = [written]; level.length > 0; level = level.flatMap(partsOf))
    if (level.some((part) => Object.keys(sectionOf(part)).some(isExpansion))) return true;
  return false;
}

const partsOf = (value: unknown): unknown[] => [...Object.values(sectionOf(value)), ...listOf(value)];
