/** Keeps stateful resources in a stack that goes back to a release without them. */
import type { Template } from '../template';
import { definitionOf, dependenciesOf, type KeepInput, type Part, type StackForm } from './dependencies';
import { reasonsNotToKeep } from './reasons-not-to-keep';
import { retainedResources, withoutConditions } from './retained-resources';

/** `kept` is the release with the kept resources added; `cannot keep` says why that would not be safe. */
export type KeepOutcome =
  | { readonly kind: 'kept'; readonly template: string; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'cannot keep'; readonly because: string };

/** Adds resources of the current stack to the release that it goes back to, with what they depend on and the current parameter values. */
export function keepResources({ ids, now: current, release, change }: KeepInput): KeepOutcome {
  const now = { ...current, template: withoutConditions(current.template, ids) };
  const parts = dependenciesOf(ids, now.template, release.template);
  const reasons = reasonsNotToKeep(parts, { ids, now, release });
  if (reasons.length > 0) return { kind: 'cannot keep', because: reasons.join(', and ') };
  const written = release.written ?? release.template;
  const merged = (section: 'Parameters' | 'Conditions' | 'Mappings') =>
    unlessEmpty({ ...definitions(parts, section, now.template), ...written[section] });
  const template = {
    ...written,
    Parameters: merged('Parameters'),
    Conditions: merged('Conditions'),
    Mappings: merged('Mappings'),
    Resources: {
      ...written.Resources,
      ...retainedResources(parts, { now: now.template, release: release.template, change }),
    },
  };
  return { kind: 'kept', template: JSON.stringify(template), parameters: { ...valuesOf(parts, now), ...release.parameters } };
}

const definitions = (parts: readonly Part[], section: Part['section'], template: Template): Record<string, unknown> =>
  Object.fromEntries(parts.filter((part) => part.section === section).map((part) => [part.name, definitionOf(part, template)]));

const valuesOf = (parts: readonly Part[], { parameters }: StackForm): Record<string, string> =>
  Object.fromEntries(
    parts.flatMap(({ section, name }) => {
      const value = section === 'Parameters' ? parameters[name] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** CloudFormation rejects some sections that are empty. */
const unlessEmpty = <T extends object>(section: T): T | undefined => (Object.keys(section).length > 0 ? section : undefined);
