import type { Template } from '../template';
import { type Reference, referencesIn } from './references';

/** A parsed template, as CloudFormation processed it, and the values of its parameters. */
export interface StackForm {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Which resources of the current stack to keep, beside which release, on behalf of which change. */
export interface KeepInput {
  readonly ids: readonly string[];
  readonly now: StackForm;
  /** `written` is the template before it was processed, to which the resources are added; without it, both are the same. */
  readonly release: StackForm & { readonly written?: Template };
  readonly change: string;
}

/** One entry of a template's section; `unreadable` is a reference without a readable name, named by the function that makes it. */
export interface Part {
  readonly section: 'Resources' | 'Parameters' | 'Conditions' | 'Mappings' | 'unreadable';
  readonly name: string;
}

/** These resources and everything that they depend on, however indirectly, except resources that `base` has itself. */
export function dependenciesOf(ids: readonly string[], template: Template, base: Template): Part[] {
  const parts: Part[] = ids.map((name) => ({ section: 'Resources', name }));
  for (const part of parts) {
    const referenced = referencesIn(definitionOf(part, template)).map((reference) => partFor(reference, template));
    parts.push(
      ...referenced.filter((one) => !isAmong(one, parts) && !(one.section === 'Resources' && one.name in base.Resources)),
    );
  }
  return parts.filter((part, at) => !isAmong(part, parts.slice(0, at)));
}

/** What a template says of a part; `undefined` if it does not have it. */
export const definitionOf = ({ section, name }: Part, template: Template): unknown =>
  section === 'unreadable' ? undefined : template[section][name];

const sections = { condition: 'Conditions', mapping: 'Mappings', unreadable: 'unreadable' } as const;

/** Parameters and resources share a namespace. */
const partFor = ({ on, name }: Reference, template: Template): Part =>
  on === 'name' ? { section: name in template.Parameters ? 'Parameters' : 'Resources', name } : { section: sections[on], name };

const isAmong = (one: Part, parts: readonly Part[]): boolean =>
  parts.some(({ section, name }) => section === one.section && name === one.name);
