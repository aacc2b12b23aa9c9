/** The strings of a template in which CloudFormation resolves references, by place. */
import type { StackContent } from '../cloudformation/change-set/change-set';
import { referencesIn } from '../cloudformation/kept/references';
import type { Template } from '../cloudformation/template';

/** A parsed template and the values of its parameters. */
export interface StackForm {
  readonly template: Template;
  readonly parameters: StackContent['parameters'];
}

/** What stands at each place: `Resources/Api` is that resource, `Parameters/Image` the value of that parameter, or its default. */
export function placesIn({ template, parameters }: StackForm): Map<string, unknown> {
  const places = new Map<string, unknown>();
  for (const [section, entries] of Object.entries(template)) {
    if (section === 'Metadata' || !isRecord(entries)) continue;
    for (const [name, written] of Object.entries(entries))
      places.set(`${section}/${name}`, section === 'Parameters' ? (parameters[name] ?? defaultOf(written)) : written);
  }
  return places;
}

/** A copy with each string replaced. CloudFormation encodes `Fn::Base64` before it resolves references, so what is in it stays. */
export function mapStrings(written: unknown, replace: (text: string) => string): unknown {
  if (typeof written === 'string') return replace(written);
  if (Array.isArray(written)) return written.map((part) => mapStrings(part, replace));
  if (!isRecord(written)) return written;
  return Object.fromEntries(
    Object.entries(written).map(([key, value]) => [key, key === 'Fn::Base64' ? value : mapStrings(value, replace)]),
  );
}

/** The logical ids of the resources that use what stands at a place. Outside resources, parameters and mappings it may be any of them. */
export function resourcesUsing(place: string, { Resources }: Template): string[] {
  const [section, name = ''] = splitPlace(place);
  if (section === 'Resources') return [name];
  const on = section === 'Parameters' ? 'name' : section === 'Mappings' ? 'mapping' : undefined;
  return Object.keys(Resources).filter(
    (id) => on === undefined || referencesIn(Resources[id]).some((one) => one.on === on && one.name === name),
  );
}

/** `['Resources', 'Api']` */
export function splitPlace(place: string): [section: string, name: string] {
  const slash = place.indexOf('/');
  return [place.slice(0, slash), place.slice(slash + 1)];
}

/** The default of a parameter's declaration as text. */
export const defaultOf = (declaration: unknown): string | undefined =>
  isRecord(declaration) && declaration.Default !== undefined ? String(declaration.Default) : undefined;

/** Whether a part of a template is an object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
