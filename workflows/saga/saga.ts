/** The shape that zone, Region and stage share: forward until it ends or hurts, then back, newest first. */
import { CancellationScope, getExternalWorkflowHandle, setHandler, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import type { Left, LevelOutcome } from '../../pipeline/model/outcome';
import { failing, type LevelInput } from '../messages/messages';
import { display, log, type Where } from '../progress/log';
import { reasonOf } from '../setback';
import { waitForPerson } from './stuck';
import { UndoStack } from './undo-stack';

/** The way forward of a level: registers each undo before its act; `fails` tells the parent at once, where it has to be stopped first. */
export type Forward = (undo: UndoStack, fails: (because: string) => Promise<void>) => Promise<{ touched: boolean }>;

/**
 * Runs one level of a stage. Every ending is an answer: `deployed`, or everything undone in reverse order. Being cancelled means "stop
 * and put back", so that ends in an answer too.
 *
 * A level that fails tells its parent before it undoes, and so on upwards: what runs beside it is stopped at once, and what had ended
 * well is undone only after all have answered.
 */
export async function saga(input: LevelInput & Where, forward: Forward): Promise<LevelOutcome> {
  const whole = CancellationScope.current();
  const scope = new CancellationScope();
  const undo = new UndoStack(waitForPerson(input));
  let trouble: string | undefined;
  let told: Promise<void> | undefined;
  setHandler(
    failing,
    async (news) => {
      const telling = fails(news?.because ?? 'a level below it says so');
      scope.cancel();
      await telling;
    },
    { description: 'A level below: it is about to put itself back, so what runs beside it stops' },
  );
  try {
    const { touched } = await scope.run(() => forward(undo, fails));
    return { kind: 'deployed', touched };
  } catch (err) {
    const reason = reasonOf(err); // rethrows a bug, before anything is undone
    return await CancellationScope.nonCancellable(() => back(reason));
  }

  /** The parent stops the whole stage when it hears of trouble, this level too: that is no reason to forget the trouble. */
  async function back(reason: string): Promise<LevelOutcome> {
    await fails(reason);
    if (trouble === undefined) return { kind: 'cancelled', because: 'it was cancelled', left: await unwind('it was cancelled') };
    if (input.onFailure === 'leave') return { kind: 'leftInPlace', because: trouble, left: undo.leftovers };
    return { kind: 'rolledBack', because: trouble, left: await unwind(trouble) };
  }

  async function unwind(because: string): Promise<readonly Left[]> {
    display(input, `goes back: ${because}`, 'going back');
    return await undo.unwind();
  }

  /** The first trouble is the reason, and the parent hears it once. What goes wrong after somebody said stop is none. */
  async function fails(because: string): Promise<void> {
    if (trouble === undefined && whole.consideredCancelled) return;
    trouble ??= because;
    told ??= tellParent(trouble);
    await told;
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
    log({ change: parent.workflowId }, `has ended and cannot be told: ${because}`);
  }
}
