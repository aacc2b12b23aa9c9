import { allHandlersFinished, CancellationScope, condition, makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import type { ServiceInput } from './messages/inputs';
import { carryOut } from './service/carry-out';
import { receiveMessages } from './service/receive-messages';
import { TrafficControl } from './service/traffic-control';

/**
 * Traffic control of one service: a long-lived workflow that binds messages to the state machine in `pipeline/lanes/apply-event`. It cannot be
 * cancelled: it would forget who holds what.
 */
export async function service(input: ServiceInput): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    const control = new TrafficControl(input);
    receiveMessages(control);
    await carryOutUntilReplaced(control);
    control.stop();
    const next = makeContinueAsNewFunc<typeof service>({ initialVersioningBehavior: 'AUTO_UPGRADE' });
    await next({ service: input.service, state: control.state });
  });
}

/** Carries out commands until the history is long, or another version of the workers is current, and nothing is open. */
async function carryOutUntilReplaced(control: TrafficControl): Promise<void> {
  while (control.hasCommands || !isReplaceable()) {
    await condition(() => control.hasCommands || isReplaceable());
    for (let command = control.nextCommand(); command !== undefined; command = control.nextCommand())
      await carryOut(command, control);
  }
}

function isReplaceable(): boolean {
  const { continueAsNewSuggested, targetWorkerDeploymentVersionChanged } = workflowInfo();
  return (continueAsNewSuggested || targetWorkerDeploymentVersionChanged) && allHandlersFinished();
}
