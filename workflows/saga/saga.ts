/** The shape that zone, Region and stage share: forward until it ends or fails, then back, newest first. */
import { CancellationScope, getExternalWorkflowHandle, setHandler, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import type { Left, LevelOutcome } from '../../pipeline/model/outcome';
import type { StagePlan } from '../../pipeline/plan/plan';
import { failing } from '../messages/level-messages';
import { failureReason } from '../messages/validate';
import type { LevelProgress } from '../progress/level-progress';
import { log } from '../progress/log';
import { reasonOf } from '../setback';
import { personWait } from './stuck';
import { UndoStack } from './undo-stack';

/** The way forward of a level. It registers each undo before its act; `fails` tells the parent at once, before anything is undone. */
export type Forward = (undo: UndoStack, fails: (because: string) => Promise<void>) => Promise<{ touched: boolean }>;

interface Level {
  readonly onFailure: StagePlan['onFailure'];
  readonly progress: LevelProgress;
}

/**
 * Runs one level of a stage. Every ending is an answer: `deployed`, or everything undone in reverse order. Being cancelled means "stop
 * and put back", so that ends in an answer too.
 *
 * A level that fails signals its parent before it undoes, and so on upwards: what runs beside it is stopped at once, and what had ended
 * well is undone only after all have answered.
 */
export async function saga({ onFailure, progress }: Level, forward: Forward): Promise<LevelOutcome> {
  const whole = CancellationScope.current();
  const forwardScope = new CancellationScope();
  const undo = new UndoStack(personWait(progress));
  let failure: string | undefined;
  let signalled: Promise<void> | undefined;
  setHandler(
    failing,
    async (news) => {
      const signalling = fails(failureReason(news));
      forwardScope.cancel();
      await signalling;
    },
    { description: 'From a level below: it failed and is about to put itself back, so this level stops' },
  );
  try {
    const { touched } = await forwardScope.run(() => forward(undo, fails));
    return { kind: 'deployed', touched };
  } catch (err) {
    const reason = reasonOf(err); // rethrows a bug, before anything is undone
    return await CancellationScope.nonCancellable(() => goBack(reason));
  }

  /** Reports the failure first: the parent then cancels this level too, and the reason must stay the failure. */
  async function goBack(reason: string): Promise<LevelOutcome> {
    await fails(reason);
    if (failure === undefined) return { kind: 'cancelled', because: 'it was cancelled', left: await unwind('it was cancelled') };
    if (onFailure === 'leave') return { kind: 'leftInPlace', because: failure, left: undo.leftovers };
    return { kind: 'rolledBack', because: failure, left: await unwind(failure) };
  }

  async function unwind(because: string): Promise<readonly Left[]> {
    progress.goesBack(because);
    return await undo.unwind();
  }

  /** The first failure is the reason, and the parent is told it once. A failure after a cancellation is only its consequence. */
  async function fails(because: string): Promise<void> {
    if (failure === undefined && whole.consideredCancelled) return;
    failure ??= because;
    signalled ??= signalParent(failure);
    await signalled;
  }
}

async function signalParent(because: string): Promise<void> {
  const { parent, workflowId } = workflowInfo();
  if (parent === undefined) return;
  try {
    await CancellationScope.nonCancellable(() =>
      getExternalWorkflowHandle(parent.workflowId).signal(failing, { from: workflowId, because }),
    );
  } catch (err) {
    if (!(err instanceof TemporalFailure)) throw err;
    log({ change: parent.workflowId }, `has ended, and cannot be told that ${workflowId} failed: ${because}`);
  }
}
