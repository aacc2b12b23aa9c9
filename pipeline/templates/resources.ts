/** The resources of a template, without those that its macros, nested stacks and modules make. */
import type { Scope } from './evaluate';
import { type Section, sectionOf } from './section';

/** A resource as a template writes it. */
export interface Resource {
  /** The logical id. */
  readonly id: string;
  readonly type: string;
  readonly properties: Section;
  /** Whether it is made here: `undefined` if its condition cannot be known. One whose condition is false is left out. */
  readonly isMade: true | undefined;
}

/** The resources that a template makes in a scope, in the order of writing. Entries that are not resources, as of `Fn::ForEach`, are left out. */
export const resourcesIn = (template: unknown, { truths }: Pick<Scope, 'truths'>): Resource[] =>
  Object.entries(sectionOf(sectionOf(template).Resources)).flatMap(([id, written]) => {
    const { Type: type, Condition: condition, Properties: properties } = sectionOf(written);
    const isMade = truthOf(condition, truths);
    return typeof type === 'string' && isMade !== false ? [{ id, type, properties: sectionOf(properties), isMade }] : [];
  });

/** The value of a `Condition` attribute: true without one, and `undefined` if it cannot be known. */
export const truthOf = (condition: unknown, truths: Scope['truths']): boolean | undefined => {
  if (condition === undefined) return true;
  return typeof condition === 'string' ? truths.get(condition) : undefined;
};
