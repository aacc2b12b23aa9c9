/** Records what a deployment resolved elsewhere, and makes a rollback resolve to what was recorded. */
import type { Left } from '../../../pipeline/model/outcome';
import type { DeployOutcome } from '../../contract';
import type { Resolved } from '../../releases/resolved';
import type { DesiredStack } from '../cloudformation/desired-stack';
import { readStack, type StackState } from '../cloudformation/stack';
import { type AtStack, byPlace, nothing, type Running, readable, runningAt } from './at-stack';
import { expectedVersion, standingOf, versionIn } from './expect';
import { mayHide } from './hidden';
import { mayResolve, resolvingIn } from './resolving';
import { restore } from './restore';
import { expectResolved, isEmpty, settledNow } from './settle';
import { asLeft } from './unrestorable';
import { currentVersion } from './versions';

interface Step {
  readonly at: AtStack;
  /** The release's id. */
  readonly release: string;
  readonly desired: DesiredStack;
  /** The stack before, with no operation in progress. */
  readonly state: StackState;
}

/** Deploys, and records for the release what its stack resolved. */
export async function deployAndRecord(step: Step, deploy: () => Promise<DeployOutcome>): Promise<DeployOutcome> {
  const { at, release, desired, state } = step;
  const running = await runningAt(at, state);
  const now = running && (await settledNow(at, state, running)); // what the stack ran before is recorded too: it is what to go back to
  if (!mayResolve(desired)) return await deploy();
  await expectResolved(at, await expectedOf(step, { running, now }), desired.digest);
  const outcome = await deploy();
  const resolved = await afterwards(at, desired.digest);
  if (resolved !== undefined) await at.records.save(at.where, release, resolved);
  return outcome;
}

/**
 * Puts a stack back to a release as it resolved when it was deployed. The outcome says what could not be restored: there was no record of
 * it, say.
 */
export async function restoreAndRecord(
  step: Step,
  putBack: (desired: DesiredStack) => Promise<DeployOutcome>,
): Promise<DeployOutcome> {
  const { at, desired, state } = step;
  if (!mayResolve(desired) && !mayHide(desired.template)) return await putBack(desired);
  const running = await runningAt(at, state);
  const now = running === undefined ? nothing : await settledNow(at, state, running);
  const record = await recordOf(step);
  const { desired: sent, expected, unrestorable } = await restore(at, { desired, record, now, running });
  await expectResolved(at, { ...expected, unrestorable }, desired.digest);
  const outcome = await putBack(sent);
  const resolved = await afterwards(at, desired.digest);
  return { ...outcome, left: [...outcome.left, ...leftOf(at, resolved?.unrestorable ?? unrestorable)] };
}

/** Records for a release what a stack runs that was not deployed now: it runs the same, or was found. */
export async function recordRunning(at: AtStack, release: string, state: StackState): Promise<void> {
  const running = await runningAt(at, state);
  if (running === undefined) return;
  const resolved = await settledNow(at, state, running);
  if (!isEmpty(resolved)) await at.records.save(at.where, release, resolved);
}

/** What an earlier attempt of the rollback that the stack runs could not restore, so that a retry reports the same. */
export async function leftUnrestored(at: AtStack, state: StackState): Promise<Left[]> {
  const running = await runningAt(at, state);
  return running === undefined ? [] : leftOf(at, (await settledNow(at, state, running)).unrestorable ?? []);
}

/** A release that was deployed by an earlier version of Slipway has no record, but the stack that ran it may have one. */
const recordOf = async ({ at, release, desired }: Step): Promise<Resolved | undefined> =>
  (await at.records.read(at.where, release)) ?? (await at.records.read(at.where, desired.digest));

async function expectedOf(
  { at, desired }: Step,
  { running, now }: { readonly running: Running | undefined; readonly now: Resolved | undefined },
): Promise<Resolved> {
  const template = readable(desired.template);
  if (template === undefined) return nothing;
  const form = { template, parameters: desired.parameters };
  const { references } = resolvingIn(form);
  const versions = await Promise.all(
    references.map(async (reference) =>
      expectedVersion(reference, {
        current: await currentVersion(at.stores, reference),
        before: versionIn(now, reference),
        standing: standingOf(reference.place, form, running),
      }),
    ),
  );
  return { values: {}, references: byPlace(references, versions) };
}

/** `undefined` if the deployment did not succeed. */
async function afterwards(at: AtStack, digest: string): Promise<Resolved | undefined> {
  const state = await readStack(at.client, at.where.stack);
  const running = await runningAt(at, state);
  return running === undefined || state.digest !== digest ? undefined : await settledNow(at, state, running);
}

const leftOf = ({ where }: AtStack, unrestorable: NonNullable<Resolved['unrestorable']>): Left[] =>
  unrestorable.map((one) => asLeft(where.stack, one));
