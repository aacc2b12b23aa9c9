/** Which version a reference will have resolved to after a deployment, as far as it can be told before. */
import { isDeepStrictEqual } from 'node:util';
import type { Resolved, Version } from '../../releases/resolved';
import { referencesIn } from '../cloudformation/kept/references';
import type { Running } from './at-stack';
import { placesIn, resourcesUsing, type StackForm } from './places';
import type { PlacedReference } from './resolving';

/** Whether a deployment defines anew whatever uses a place of the template, leaves all of it the same, or neither is certain. */
export type Standing = 'new' | 'same' | 'unclear';

/** `running` is `undefined` where there is no stack yet. */
export function standingOf(place: string, next: StackForm, running: Running | undefined): Standing {
  if (running === undefined) return 'new';
  const { form } = running;
  if (form === undefined) return 'unclear';
  const ids = resourcesUsing(place, next.template);
  if (ids.every((id) => !isDeepStrictEqual(form.template.Resources[id], next.template.Resources[id]))) return 'new';
  const isSame =
    next.template.Transform === undefined && // a macro can write something else from the same text
    isDeepStrictEqual(placesIn(form).get(place), placesIn(next).get(place)) &&
    ids.every((id) => isSameResource(id, next, form));
  return isSame ? 'same' : 'unclear';
}

/** Also the parameters that it names have the same values. */
function isSameResource(id: string, next: StackForm, now: StackForm): boolean {
  const resource = next.template.Resources[id];
  const names = referencesIn(resource).map(({ name }) => name);
  return (
    isDeepStrictEqual(now.template.Resources[id], resource) &&
    names.every((name) => isDeepStrictEqual(parameterIn(name, now), parameterIn(name, next)))
  );
}

const parameterIn = (name: string, form: StackForm): unknown => placesIn(form).get(`Parameters/${name}`);

/**
 * CloudFormation reads parameters again whenever it updates a stack with another template, but secrets only for a resource whose own
 * definition differs. What it reads anew is unconfirmed, because it may change meanwhile.
 */
export function expectedVersion(
  { service }: PlacedReference,
  { current, before, standing }: { readonly current: Version; readonly before: Version; readonly standing: Standing },
): Version {
  if (service !== 'secretsmanager' || standing === 'new')
    return 'unknown' in current ? current : { ...current, unconfirmed: true };
  if (standing === 'same') return before;
  return isSameVersion(current, before) ? before : { unknown: 'it is not known whether CloudFormation read it again' };
}

/** Whether both are known, and the same. */
export const isSameVersion = (one: Version, other: Version): boolean =>
  'version' in one && 'version' in other && one.version === other.version;

/** What a record says of a reference. */
export const versionIn = (record: Resolved | undefined, { place, text }: PlacedReference): Version =>
  record?.references[place]?.[text] ?? { unknown: 'it is not recorded which version the stack used' };
