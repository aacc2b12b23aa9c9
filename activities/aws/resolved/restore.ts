/** Makes a release's stack content resolve to what it resolved to when the release was deployed. */
import type { Resolved, Version } from '../../releases/resolved';
import type { StackContent } from '../cloudformation/change-set/change-set';
import { type AtStack, byPlace, nothing, type Running, readable } from './at-stack';
import { expectedVersion, isSameVersion, standingOf, versionIn } from './expect';
import { bytesOf, mostBytes, type Pins, pin } from './pin';
import {
  describeReference,
  describeValue,
  type PlacedReference,
  resolvingIn,
  type StoredValue,
  type Unrestorable,
} from './resolving';
import { unreadable } from './unrestorable';
import { currentValue, currentVersion, stillThere } from './versions';

interface RestoreInput<T extends StackContent> {
  readonly desired: T;
  /** What the release resolved to. */
  readonly record: Resolved | undefined;
  readonly now: Resolved;
  readonly running: Running | undefined;
}

/** What is sent, what it will resolve to as far as that is known, and what it cannot restore. */
interface Restored<T extends StackContent> {
  readonly desired: T;
  readonly expected: Resolved;
  readonly unrestorable: readonly Unrestorable[];
}

/** What already resolves to the recorded value stays as the release has it: other text might replace a resource for nothing. */
export async function restore<T extends StackContent>(at: AtStack, input: RestoreInput<T>): Promise<Restored<T>> {
  const { desired } = input;
  const template = readable(desired.template);
  if (template === undefined) return { desired, expected: nothing, unrestorable: unreadable(desired.template) };
  const form = { template, parameters: desired.parameters };
  const resolving = resolvingIn(form);
  const standing = (place: string) => standingOf(place, form, input.running);
  const values = await Promise.all(resolving.values.map((value) => restoredValue(at, value, input.record)));
  const references = await Promise.all(
    resolving.references.map((one) => restoredReference(at, one, { ...input, standing: standing(one.place) })),
  );
  const pins = { values: values.flatMap((one) => one.pin ?? []), references: references.flatMap((one) => one.pin ?? []) };
  const unrestorable = [
    ...resolving.unrestorable.filter(({ secretAt }) => secretAt === undefined || standing(secretAt) !== 'same'),
    ...[...values, ...references].flatMap((one) => one.unrestorable ?? []),
  ];
  const content = pin(desired, template, pins);
  if (content !== desired && bytesOf(content.template) > mostBytes.template)
    return { desired, expected: nothing, unrestorable: [...unrestorable, ...tooLarge(pins)] };
  const expected = { values: byParameter(values), references: byPlace(resolving.references, references.map(expectedOf)) };
  return { desired: { ...desired, ...content }, expected, unrestorable };
}

const byParameter = (values: readonly RestoredValue[]): Resolved['values'] =>
  Object.fromEntries(values.flatMap(({ parameter, expected }) => (expected === undefined ? [] : [[parameter, expected]])));

const expectedOf = ({ expected }: RestoredReference): Version => expected;

interface RestoredValue {
  readonly parameter: string;
  readonly expected?: string;
  readonly pin?: Pins['values'][number];
  readonly unrestorable?: Unrestorable;
}

async function restoredValue({ stores }: AtStack, stored: StoredValue, record: Resolved | undefined): Promise<RestoredValue> {
  const { parameter, key } = stored;
  const value = record?.values[parameter];
  const because = value === undefined ? 'its value then is not recorded' : 'its value then is longer than CloudFormation accepts';
  if (value === undefined || bytesOf(value) > mostBytes.value)
    return { parameter, unrestorable: { what: describeValue(stored), because } };
  const isCurrent = key !== undefined && (await currentValue(stores, key)) === value;
  return { parameter, expected: value, ...(!isCurrent && { pin: { ...stored, value } }) };
}

interface Restoring extends RestoreInput<StackContent> {
  readonly standing: ReturnType<typeof standingOf>;
}

interface RestoredReference {
  readonly expected: Version;
  readonly pin?: Pins['references'][number];
  readonly unrestorable?: Unrestorable;
}

async function restoredReference(
  { stores }: AtStack,
  reference: PlacedReference,
  { record, now, standing }: Restoring,
): Promise<RestoredReference> {
  const before = versionIn(now, reference);
  const current = await currentVersion(stores, reference);
  const expected = expectedVersion(reference, { current, before, standing });
  const recorded = versionIn(record, reference);
  const isLeftAlone = reference.service === 'secretsmanager' && standing === 'same';
  if (isSameVersion(expected, recorded) || (isLeftAlone && 'unknown' in recorded)) return { expected };
  const usable = await stillThere(stores, reference, recorded);
  if ('unknown' in usable) return { expected, unrestorable: { what: describeReference(reference), because: usable.unknown } };
  return { expected: usable, pin: { ...reference, version: usable.version } };
}

const tooLarge = ({ values, references }: Pins): Unrestorable[] =>
  [...values.map(describeValue), ...references.map(describeReference)].map((what) => ({
    what,
    because: `with the values of then the template would be larger than ${mostBytes.template.toLocaleString('en')} bytes`,
  }));
