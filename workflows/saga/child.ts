import {
  ChildWorkflowCancellationType,
  executeChild,
  ParentClosePolicy,
  WorkflowIdReusePolicy,
  workflowInfo,
} from '@temporalio/workflow';
import { below, shortChange } from '../../pipeline/model/ids';
import type { LevelOutcome } from '../../pipeline/model/outcome';
import type { LevelInput } from '../messages/messages';
import { attributesOf } from '../messages/search-attributes';
import { neverStarted, reasonOf, Setback } from '../setback';
import type { Step, UndoStack } from './undo-stack';

/** Any of stage, Region and zone. */
type Level<I extends LevelInput> = (input: I) => Promise<LevelOutcome>;

/**
 * Runs one level below this workflow and answers as it does. A parent that ends without having heard from it asks it to stop and put
 * back: it cannot do so itself any more.
 */
export async function levelBelow<I extends LevelInput>(workflow: Level<I>, input: I, name: string): Promise<LevelOutcome> {
  return await executeChild(workflow, {
    args: [input],
    workflowId: below(workflowInfo().workflowId, name),
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
    cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
    staticSummary: `${shortChange(input.change)} in ${name}`,
    typedSearchAttributes: attributesOf(input),
  });
}

/** What a parent keeps of a child: its name below the parent, and the undo that was registered for it. */
interface Kept {
  readonly name: string;
  readonly undo: UndoStack;
  readonly step: Step;
}

/**
 * Runs a child of a saga and answers whether it touched anything. A child that put itself back is a setback with nothing left to undo;
 * one that vanished without an answer (terminated, say) leaves its undo to the parent, once a person has seen that nothing of it still
 * acts: two that put back the same targets at once could not keep any order.
 */
export async function child<I extends LevelInput>(workflow: Level<I>, input: I, kept: Kept): Promise<boolean> {
  const outcome = await answerOf(workflow, input, kept);
  if (outcome.kind === 'deployed') return outcome.touched;
  kept.step.isBack();
  kept.undo.leave(outcome.left);
  throw new Setback(outcome.because);
}

async function answerOf<I extends LevelInput>(workflow: Level<I>, input: I, { name, step }: Kept): Promise<LevelOutcome> {
  try {
    return await levelBelow(workflow, input, name);
  } catch (err) {
    const because = reasonOf(err); // rethrows a bug
    if (neverStarted(err)) {
      step.isBack();
      throw err;
    }
    const vanished = `${name} ended without an answer: ${because}`;
    step.inDoubt(`${vanished}. See that nothing below it is open any more`);
    throw new Setback(vanished);
  }
}
