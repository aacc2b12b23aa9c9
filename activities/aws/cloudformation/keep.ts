/** How what cannot be made again stays in a stack that goes back to a release without it. */
import { objections } from './objections';
import { definitionOf, type Form, type Part, partsOf, type Staying } from './parts';
import { retained, unconditional } from './retained';
import type { Template } from './template';

/** `kept` is the release with what stays in it; `cannot` says why that would not be safe. */
export type Keeping =
  | { readonly kind: 'kept'; readonly template: string; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'cannot'; readonly because: string };

/** Adds resources of a stack as it is now to the release that it goes back to, with what they lean on and the values that this has now. */
export function keep({ ids, now: found, release, change }: Staying): Keeping {
  const now = { ...found, template: unconditional(found.template, ids) };
  const parts = partsOf(ids, now.template, release.template);
  const against = objections(parts, { ids, now, release });
  if (against.length > 0) return { kind: 'cannot', because: against.join(', and ') };
  const carried = (section: 'Parameters' | 'Conditions' | 'Mappings') =>
    unlessEmpty({ ...definitions(parts, section, now.template), ...release.template[section] });
  const template = {
    ...release.template,
    Parameters: carried('Parameters'),
    Conditions: carried('Conditions'),
    Mappings: carried('Mappings'),
    Resources: { ...release.template.Resources, ...retained(parts, now.template, release.template, change) },
  };
  return { kind: 'kept', template: JSON.stringify(template), parameters: { ...valuesOf(parts, now), ...release.parameters } };
}

const definitions = (parts: readonly Part[], section: Part['section'], template: Template): Record<string, unknown> =>
  Object.fromEntries(parts.filter((part) => part.section === section).map((part) => [part.name, definitionOf(part, template)]));

const valuesOf = (parts: readonly Part[], { parameters }: Form): Record<string, string> =>
  Object.fromEntries(
    parts.flatMap(({ section, name }) => {
      const value = section === 'Parameters' ? parameters[name] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** CloudFormation refuses some sections that have nothing in them. */
const unlessEmpty = <T extends object>(section: T): T | undefined => (Object.keys(section).length > 0 ? section : undefined);
