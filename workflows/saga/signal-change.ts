import { getExternalWorkflowHandle, type SignalDefinition, TemporalFailure } from '@temporalio/workflow';
import { log } from '../progress/log';

/** Signals a change from a level below it. Answers whether it was delivered: a change that has ended receives nothing. */
export async function signalChange<A>(change: string, signal: SignalDefinition<[A]>, message: A): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(change).signal(signal, message);
    return true;
  } catch (err) {
    if (!(err instanceof TemporalFailure)) throw err;
    log({ change }, `has ended, and cannot receive "${signal.name}"`);
    return false;
  }
}
