/** How a resource is written that a way back leaves in a stack. */
import type { Part } from './parts';
import type { Resource, Template } from './template';

/** In the metadata of a resource that a way back left in a stack: the change that went back. */
const keptMark = 'slipway:kept';

/** Whether a template's text may hold something that a way back left. */
export const mayHoldKept = (text: string): boolean => text.includes(keptMark);

/** The logical ids of what the way back of a change left in a template. */
export const keptIn = (template: Template, change: string): string[] =>
  Object.entries(template.Resources).flatMap(([id, { Metadata }]) => (Metadata?.[keptMark] === change ? [id] : []));

/** A template in which these resources bear no condition: they are there, so it held, and it need not hold in another release. */
export const unconditional = (template: Template, ids: readonly string[]): Template => ({
  ...template,
  Resources: Object.fromEntries(
    Object.entries(template.Resources).map(([id, resource]) => [
      id,
      ids.includes(id) ? { ...resource, Condition: undefined } : resource,
    ]),
  ),
});

/** The resources among the parts, as they are written beside those of a release. */
export function retained(parts: readonly Part[], now: Template, release: Template, change: string): Record<string, Resource> {
  const ids = parts.flatMap(({ section, name }) => (section === 'Resources' ? [name] : []));
  const isThere = (id: string) => ids.includes(id) || id in release.Resources;
  return Object.fromEntries(
    ids.flatMap((id) => {
      const resource = now.Resources[id];
      return resource === undefined ? [] : [[id, marked(resource, isThere, change)]];
    }),
  );
}

/**
 * Marked and retained, so that a later release without it lets go of it and deletes nothing. The mark is also what makes CloudFormation
 * take the policies over: it overlooks a change of nothing but them.
 */
function marked({ DependsOn, ...rest }: Resource, isThere: (id: string) => boolean, change: string): Resource {
  const order = [DependsOn ?? []].flat().filter(isThere); // what it was made after may go
  return {
    ...rest,
    ...(order.length > 0 && { DependsOn: order }),
    Metadata: { ...rest.Metadata, [keptMark]: change },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  };
}
