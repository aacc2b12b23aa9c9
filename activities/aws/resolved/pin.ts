import { Buffer } from 'node:buffer';
import type { StackContent } from '../cloudformation/change-set/change-set';
import type { Template } from '../cloudformation/template';
import { atVersion } from './dynamic-reference';
import { isRecord, mapStrings, placesIn, splitPlace } from './places';
import type { PlacedReference, StoredValue } from './resolving';

/** What to fix in a template: parameters to values, and references to versions. */
export interface Pins {
  readonly values: readonly (StoredValue & { readonly value: string })[];
  readonly references: readonly (PlacedReference & { readonly version: string })[];
}

/** The most bytes of a template that CloudFormation takes in a request, and of a parameter's value (its quotas, 2025). */
export const mostBytes = { template: 51_200, value: 4_096 };

/** The bytes of a text in UTF-8. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);

/**
 * The content with these parameters and references fixed, as JSON. A parameter gets its value under the type of that value, and loses its
 * constraints, which are about the name in the Parameter Store.
 */
export function pin(content: StackContent, template: Template, { values, references }: Pins): StackContent {
  if (values.length === 0 && references.length === 0) return content;
  const pinned: Record<string, unknown> = { ...template };
  const parameters = { ...content.parameters };
  const declarations = { ...template.Parameters };
  for (const { parameter, type, value } of values) {
    parameters[parameter] = value;
    declarations[parameter] = withoutConstraints(declarations[parameter], type);
  }
  const places = placesIn({ template, parameters: content.parameters });
  for (const place of new Set(references.map((reference) => reference.place))) {
    const here = references.filter((reference) => reference.place === place);
    const [section, name] = splitPlace(place);
    if (section === 'Parameters') {
      parameters[name] = fixedValue(String(places.get(place)), here);
      declarations[name] = withoutConstraints(declarations[name], 'String');
    } else pinned[section] = { ...recordAt(pinned, section), [name]: mapStrings(places.get(place), (text) => fixed(text, here)) };
  }
  return { ...content, parameters, template: JSON.stringify(withoutEmpty({ ...pinned, Parameters: declarations })) };
}

const fixed = (text: string, references: Pins['references']): string =>
  references.reduce((now, reference) => now.replaceAll(reference.text, atVersion(reference, reference.version)), text);

/** A parameter that hides what it reads from the Parameter Store has the name there as its value: the reference takes its place. */
function fixedValue(text: string, references: Pins['references']): string {
  const named = references.find(({ name }) => name === text);
  return named === undefined ? fixed(text, references) : atVersion(named, named.version);
}

function withoutConstraints(declaration: unknown, type: string): unknown {
  const { Description, NoEcho } = isRecord(declaration) ? declaration : {};
  return { Type: type, ...(Description !== undefined && { Description }), ...(NoEcho !== undefined && { NoEcho }) };
}

/** CloudFormation rejects some sections that are empty. */
const withoutEmpty = (template: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(template).filter(([, section]) => !isRecord(section) || Object.keys(section).length > 0));

const recordAt = (of: Record<string, unknown>, key: string): Record<string, unknown> => {
  const value = of[key];
  return isRecord(value) ? value : {};
};
