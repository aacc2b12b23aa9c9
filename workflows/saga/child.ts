import {
  ChildWorkflowCancellationType,
  executeChild,
  ParentClosePolicy,
  WorkflowIdReusePolicy,
  workflowInfo,
} from '@temporalio/workflow';
import { below, shortChange } from '../../pipeline/model/ids';
import type { LevelOutcome } from '../../pipeline/model/outcome';
import type { LevelInput } from '../messages/inputs';
import { attributesOf } from '../messages/search-attributes';
import { neverStarted, reasonOf, Setback } from '../setback';
import type { UndoStack, UndoStep } from './undo-stack';

/** Any of stage, Region and zone. */
type Level<I extends LevelInput> = (input: I) => Promise<LevelOutcome>;

/**
 * Runs one level below this workflow and answers as it does. If the parent is terminated, the server asks the child to cancel, which
 * means "stop and put back": the parent can undo nothing any more.
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
interface ChildStep {
  readonly name: string;
  readonly undo: UndoStack;
  readonly step: UndoStep;
}

/**
 * Runs a child of a saga and answers whether it touched anything. A child that put itself back is a setback with nothing left to undo. A
 * child that vanished without an answer (it was terminated, say) leaves its undo to the parent, after a person has checked that nothing
 * below the child is still running: two workflows that put back the same targets could not keep any order.
 */
export async function runChild<I extends LevelInput>(workflow: Level<I>, input: I, child: ChildStep): Promise<boolean> {
  const outcome = await outcomeOf(workflow, input, child);
  if (outcome.kind === 'deployed') return outcome.touched;
  child.step.isDone();
  child.undo.leave(outcome.left);
  throw new Setback(outcome.because);
}

async function outcomeOf<I extends LevelInput>(workflow: Level<I>, input: I, { name, step }: ChildStep): Promise<LevelOutcome> {
  try {
    return await levelBelow(workflow, input, name);
  } catch (err) {
    const because = reasonOf(err); // rethrows a bug
    if (neverStarted(err)) {
      step.isDone();
      throw err;
    }
    const vanished = `${name} ended without an answer: ${because}`;
    step.inDoubt(`${vanished}. Check that no workflow below it is still open`);
    throw new Setback(vanished);
  }
}
