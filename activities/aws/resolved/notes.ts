import type { StackState } from '../cloudformation/stack';
import { type AtStack, type Running, runningAt } from './at-stack';
import { versionIn } from './expect';
import { hiddenIn } from './hidden';
import { describeReference, describeValue, resolvingIn, type Unrestorable } from './resolving';
import { settledNow } from './settle';
import { asNote, unreadable } from './unrestorable';

/**
 * A sentence for each part of what a stack runs now that a rollback could not restore, because it resolves elsewhere and it is not known
 * to what. Call it before the first touch; it touches nothing.
 */
export async function unpinnableNotes(at: AtStack, state: StackState): Promise<string[]> {
  const running = await runningAt(at, state);
  if (running === undefined) return [];
  const hidden = await hiddenIn(at.client, at.where.stack, running.text);
  return [...(await unrestorableIn(at, state, running)), ...hidden].map((one) => asNote(at.where.stack, one));
}

async function unrestorableIn(at: AtStack, state: StackState, running: Running): Promise<Unrestorable[]> {
  if (running.form === undefined) return unreadable(running.text);
  const { values, references, unrestorable } = resolvingIn(running.form);
  const now = await settledNow(at, state, running);
  return [
    ...unrestorable,
    ...values
      .filter(({ parameter }) => now.values[parameter] === undefined)
      .map((value) => ({ what: describeValue(value), because: 'CloudFormation does not tell its value' })),
    ...references.flatMap((reference) => {
      const version = versionIn(now, reference);
      return 'unknown' in version ? [{ what: describeReference(reference), because: version.unknown }] : [];
    }),
  ];
}
