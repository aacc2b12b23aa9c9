/** The shape that zone, Region and stage share: forward until it ends or fails, then back, newest first. */
import { CancellationScope, getExternalWorkflowHandle, setHandler, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import type { LevelOutcome } from '../../pipeline/model/outcome';
import type { StagePlan } from '../../pipeline/plan/plan';
import { failing } from '../messages/level-messages';
import { failureReason } from '../messages/validate';
import { receiveLevelTroubles } from '../people/troubles';
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
export async function saga(level: Level, forward: Forward): Promise<LevelOutcome> {
  const failure = new FirstFailure(CancellationScope.current());
  const forwardScope = new CancellationScope();
  const undo = new UndoStack(personWait(level.progress));
  receiveLevelTroubles(level.progress);
  setHandler(
    failing,
    async (news) => {
      const reporting = failure.report(failureReason(news));
      forwardScope.cancel();
      await reporting;
    },
    { description: 'From a level below: it failed and is about to put itself back, so this level stops' },
  );
  try {
    const { touched } = await forwardScope.run(() => forward(undo, (because) => failure.report(because)));
    return { kind: 'deployed', touched };
  } catch (err) {
    const reason = reasonOf(err); // rethrows a bug, before anything is undone
    return await CancellationScope.nonCancellable(async () => {
      await failure.report(reason); // before the undo: the parent then cancels this level too, and the reason must stay the failure
      return await goBack(level, undo, failure.reason);
    });
  }
}

/** Undoes a level, or leaves it for a look. Without a failure it was cancelled. */
async function goBack({ onFailure, progress }: Level, undo: UndoStack, failure: string | undefined): Promise<LevelOutcome> {
  if (failure !== undefined && onFailure === 'leave') return { kind: 'leftInPlace', because: failure, left: undo.leftovers };
  const because = failure ?? 'it was cancelled';
  progress.goesBack(because);
  return { kind: failure === undefined ? 'cancelled' : 'rolledBack', because, left: await undo.unwind() };
}

/** The first failure of a level is its reason, and the parent is told of it once. A failure after a cancellation is only its consequence. */
class FirstFailure {
  private first: string | undefined;
  private signalled: Promise<void> | undefined;

  constructor(private readonly level: CancellationScope) {}

  get reason(): string | undefined {
    return this.first;
  }

  async report(because: string): Promise<void> {
    if (this.first === undefined && this.level.consideredCancelled) return;
    this.first ??= because;
    this.signalled ??= signalParent(this.first);
    await this.signalled;
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
