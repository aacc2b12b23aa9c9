/** The shape that zone, Region and wave share: forward until it ends or hurts, then back, newest first. */
import { CancellationScope, getExternalWorkflowHandle, setHandler, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import type { LevelOutcome } from '../pipeline/outcome';
import { failing, type LevelInput } from './messages';
import { say, type Where } from './say';
import { reasonOf } from './setback';
import { untilRetried } from './stuck';
import { UndoStack } from './undo-stack';

/**
 * Runs one level of a stage. `forward` registers each undo before its act. Every ending is an answer: `deployed`, or `rolledBack` with
 * everything undone in reverse order. Being cancelled means "stop and put back", so that ends in an answer too.
 *
 * A level that fails tells its parent before it undoes, and so on upwards: what runs beside it is stopped at once, and what had ended
 * well is undone only after all have answered.
 */
export async function saga(
  input: LevelInput & Where,
  forward: (undo: UndoStack) => Promise<{ touched: boolean }>,
): Promise<LevelOutcome> {
  const whole = CancellationScope.current();
  const scope = new CancellationScope();
  const undo = new UndoStack(untilRetried(input));
  let trouble: string | undefined;
  setHandler(failing, async ({ because }) => {
    await hurt(because);
    scope.cancel();
  });
  try {
    const { touched } = await scope.run(() => forward(undo));
    return { kind: 'deployed', touched };
  } catch (err) {
    const reason = reasonOf(err); // rethrows a bug, before anything is undone
    return await CancellationScope.nonCancellable(() => back(reason));
  }

  async function back(reason: string): Promise<LevelOutcome> {
    const cancelled = whole.consideredCancelled;
    if (!cancelled) await hurt(reason);
    const because = trouble ?? (cancelled ? 'it was cancelled' : reason);
    if (input.onFailure === 'leave' && !cancelled) return { kind: 'leftInPlace', because, left: undo.leftovers };
    say(input, `goes back: ${because}`);
    return { kind: 'rolledBack', because, left: await undo.unwind() };
  }

  /** The first trouble is the reason, and the parent hears it once. */
  async function hurt(because: string): Promise<void> {
    if (trouble !== undefined) return;
    trouble = because;
    await tellParent(because);
  }
}

async function tellParent(because: string): Promise<void> {
  const { parent, workflowId } = workflowInfo();
  if (parent === undefined) return;
  try {
    await CancellationScope.nonCancellable(() =>
      getExternalWorkflowHandle(parent.workflowId).signal(failing, { from: workflowId, because }),
    );
  } catch (err) {
    if (!(err instanceof TemporalFailure)) throw err;
    say({ change: parent.workflowId }, `has ended and cannot be told: ${because}`);
  }
}
