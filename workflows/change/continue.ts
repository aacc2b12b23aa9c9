/** How a change continues as new: between two stages, and when it has waited so long for one that its history grows. */
import {
  allHandlersFinished,
  CancellationScope,
  CancelledFailure,
  condition,
  makeContinueAsNewFunc,
  workflowInfo,
} from '@temporalio/workflow';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { ChangeInput, Entering } from '../messages/inputs';
import type { BuiltChange, ChangeRun } from './change-run';

/** Continues in a new run, which may be of newer code. Call it where no child is open and no lane is held. */
export async function continueAsNew(
  { release, authors }: BuiltChange,
  { input, lanes, progress }: ChangeRun,
  entering?: Entering,
): Promise<never> {
  const { current } = progress;
  const sofar = { release, authors, ticket: lanes.newestTicket, progress: current, ...(entering && { entering }) };
  return await next({ ...input, sofar });
}

/** The same before the release is built: the next run begins again with policy and review. */
export const beginAgain = ({ input, progress }: ChangeRun): Promise<never> => next({ ...input, begun: progress.current });

/** Whether the server suggests a new run, because the history is long, or another version of the workers is current. */
export function isDue(): boolean {
  const { continueAsNewSuggested, targetWorkerDeploymentVersionChanged } = workflowInfo();
  return continueAsNewSuggested || targetWorkerDeploymentVersionChanged;
}

/** A cancellation would be lost between this run and the next, so it is checked last. */
async function next(input: ChangeInput): Promise<never> {
  await condition(allHandlersFinished);
  if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('cancelled between two runs');
  const again = makeContinueAsNewFunc<(input: ChangeInput) => Promise<ChangeOutcome>>({
    initialVersioningBehavior: 'AUTO_UPGRADE',
  });
  return await again(input);
}
