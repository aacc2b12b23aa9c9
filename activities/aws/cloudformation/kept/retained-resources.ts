/** How a resource is written that a rollback keeps in a stack. */
import { sectionOf } from '../../../../pipeline/templates/section';
import { type Resource, resourcesOf, type Template } from '../template';
import type { Part } from './dependencies';

/** In the metadata of a kept resource: the change whose rollback kept it. */
const keptMark = 'slipway:kept';

/** Whether a template's text may contain a kept resource. */
export const mayHaveKeptResources = (text: string): boolean => text.includes(keptMark);

/** The logical ids of the resources that the rollback of a change kept in a template. */
export const keptResourcesIn = (template: Template, change: string): string[] =>
  Object.entries(resourcesOf(template)).flatMap(([id, { Metadata }]) => (sectionOf(Metadata)[keptMark] === change ? [id] : []));

/** The template with these resources unconditional: they exist, so their condition is true now, and it may be false in another release. */
export const withoutConditions = (template: Template, ids: readonly string[]): Template => ({
  ...template,
  Resources: Object.fromEntries(
    Object.entries(template.Resources).map(([id, resource]) => [
      id,
      ids.includes(id) ? { ...sectionOf(resource), Condition: undefined } : resource,
    ]),
  ),
});

/** The resources among the parts, as they are written beside those of a release. */
export function retainedResources(
  parts: readonly Part[],
  { now, release, change }: { readonly now: Template; readonly release: Template; readonly change: string },
): Record<string, Resource> {
  const ids = parts.flatMap(({ section, name }) => (section === 'Resources' ? [name] : []));
  const exists = (id: string) => ids.includes(id) || id in release.Resources;
  return Object.fromEntries(
    ids.flatMap((id) => {
      const resource = resourcesOf(now)[id];
      return resource === undefined ? [] : [[id, retained(resource, exists, change)]];
    }),
  );
}

/**
 * Marked, and retained, so that a later release without it removes it from the stack and deletes nothing. The mark is also what makes
 * CloudFormation apply the policies: it ignores a change of policies alone.
 */
function retained({ DependsOn, ...rest }: Resource, exists: (id: string) => boolean, change: string): Resource {
  const order = [DependsOn].flat().filter((id) => typeof id === 'string' && exists(id)); // what it was created after may be gone
  return {
    ...rest,
    ...(order.length > 0 && { DependsOn: order }),
    Metadata: { ...sectionOf(rest.Metadata), [keptMark]: change },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  };
}
