import { type Reference, referencesIn } from './references';
import type { Template } from './template';

/** What a stack is made of. */
export interface Form {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Which resources of the stack as it is now are to stay, beside what release, on behalf of which change. */
export interface Staying {
  readonly ids: readonly string[];
  readonly now: Form;
  readonly release: Form;
  readonly change: string;
}

/** One definition of a template, by its section; `unreadable` is what cannot be found by a name, named by the function that says so. */
export interface Part {
  readonly section: 'Resources' | 'Parameters' | 'Conditions' | 'Mappings' | 'unreadable';
  readonly name: string;
}

/** These resources, and all that they lean on but the resources that `base` has itself. */
export function partsOf(ids: readonly string[], template: Template, base: Template): Part[] {
  const parts: Part[] = ids.map((name) => ({ section: 'Resources', name }));
  for (const part of parts) {
    const found = referencesIn(definitionOf(part, template)).map((reference) => partFor(reference, template));
    parts.push(...found.filter((one) => !isAmong(one, parts) && !(one.section === 'Resources' && one.name in base.Resources)));
  }
  return parts.filter((part, at) => !isAmong(part, parts.slice(0, at)));
}

/** What a template says of a part. */
export const definitionOf = ({ section, name }: Part, template: Template): unknown =>
  section === 'unreadable' ? undefined : template[section][name];

const sections = { condition: 'Conditions', mapping: 'Mappings', unreadable: 'unreadable' } as const;

/** Parameters and resources share their names. */
const partFor = ({ on, name }: Reference, template: Template): Part =>
  on === 'name' ? { section: name in template.Parameters ? 'Parameters' : 'Resources', name } : { section: sections[on], name };

const isAmong = (one: Part, parts: readonly Part[]): boolean =>
  parts.some(({ section, name }) => section === one.section && name === one.name);
