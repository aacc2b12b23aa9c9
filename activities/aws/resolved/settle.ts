/** What was expected before a deployment is compared with what CloudFormation did: also by a later attempt, if the first one died. */
import type { Resolved, Version } from '../../releases/resolved';
import type { StackState } from '../cloudformation/stack';
import { type AtStack, type Running, resolvedNow, storedValues } from './at-stack';
import { referencesInText } from './dynamic-reference';
import { isSameVersion } from './expect';
import { hiddenIn } from './hidden';
import { describeReference, describeValue, type Unrestorable } from './resolving';
import { currentVersion, type Stores } from './versions';

/** The name of the record that is written before a deployment. */
const pending = 'pending';

/** Records what a deployment is expected to resolve to, once the stack has this digest. */
export const expectResolved = async ({ records, where }: AtStack, expected: Resolved, digest: string): Promise<void> =>
  await records.save(where, pending, { ...expected, digest });

/** What the stack runs now. What is told of a stack with a digest is recorded under it. */
export async function settledNow(at: AtStack, state: StackState, running: Running): Promise<Resolved> {
  const { records, where } = at;
  const { digest } = state;
  if (digest === undefined) return await resolvedNow(at, state, running);
  const expected = await records.read(where, pending);
  const isDone = expected?.digest === digest;
  const resolved = isDone ? await confirmed(at, expected, { state, running }) : await resolvedNow(at, state, running);
  if (isDone || !isEmpty(resolved)) await records.save(where, digest, resolved);
  if (isDone) await records.remove(where, pending);
  return resolved;
}

/** Whether nothing was resolved elsewhere. */
export const isEmpty = ({ values, references }: Resolved): boolean =>
  Object.keys(values).length + Object.keys(references).length === 0;

async function confirmed(
  { client, stores, where }: AtStack,
  { values, references, unrestorable }: Resolved,
  { state, running }: { readonly state: StackState; readonly running: Running },
): Promise<Resolved> {
  const stored = storedValues(state, running);
  const settled = await confirmedVersions(stores, references);
  const base = { values: { ...values, ...stored }, references: settled };
  if (unrestorable === undefined) return base;
  const changed = [...changedValues(values, stored), ...changedReferences(references, settled)];
  const isNews = ({ what }: Unrestorable) => !unrestorable.some((known) => known.what === what);
  return {
    ...base,
    unrestorable: [...unrestorable, ...changed.filter(isNews), ...(await hiddenIn(client, where.stack, running.text))],
  };
}

async function confirmedVersions(stores: Stores, references: Resolved['references']): Promise<Resolved['references']> {
  const settled: Resolved['references'] = {};
  for (const [place, versions] of Object.entries(references)) {
    const pairs = Object.entries(versions).map(async ([text, version]) => [text, await confirmedVersion(stores, text, version)]);
    settled[place] = Object.fromEntries(await Promise.all(pairs));
  }
  return settled;
}

async function confirmedVersion(stores: Stores, text: string, version: Version): Promise<Version> {
  const [reference] = referencesInText(text);
  if ('unknown' in version || version.unconfirmed === undefined || reference === undefined) return version;
  const { unconfirmed, ...confirmed } = version;
  const now = await currentVersion(stores, reference);
  if (isSameVersion(now, version)) return confirmed;
  return 'unknown' in now
    ? now
    : {
        unknown: `it changed from version ${version.version} to ${now.version} during the deployment, and either may have been used`,
      };
}

const changedValues = (expected: Resolved['values'], stored: Resolved['values']): Unrestorable[] =>
  Object.entries(stored).flatMap(([parameter, value]) =>
    expected[parameter] === undefined || expected[parameter] === value
      ? []
      : [{ what: describeValue({ parameter, key: undefined }), because: 'it changed during the rollback' }],
  );

const changedReferences = (expected: Resolved['references'], settled: Resolved['references']): Unrestorable[] =>
  Object.entries(settled).flatMap(([place, versions]) =>
    Object.entries(versions).flatMap(([text, version]) => {
      const before = expected[place]?.[text];
      return 'unknown' in version && before !== undefined && 'version' in before
        ? [{ what: describeReference({ place, text }), because: version.unknown }]
        : [];
    }),
  );
