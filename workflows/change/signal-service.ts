import {
  CancellationScope,
  getExternalWorkflowHandle,
  type SignalDefinition,
  sleep,
  TemporalFailure,
} from '@temporalio/workflow';
import { serviceId } from '../../pipeline/model/ids';
import { log } from '../progress/log';

/**
 * Signals the service, again and again until the signal is delivered: a lost one would leave a lane held for ever. It cannot be cancelled,
 * because a cancelled change still has to give its lanes back.
 */
export async function signalService<A>(service: string, signal: SignalDefinition<[A]>, message: A): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    while (!(await isDelivered(service, signal, message))) await sleep('10s', { summary: `send ${signal.name} again` });
  });
}

async function isDelivered<A>(service: string, signal: SignalDefinition<[A]>, message: A): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(serviceId(service)).signal(signal, message);
    return true;
  } catch (err) {
    if (!(err instanceof TemporalFailure)) throw err;
    log({ change: serviceId(service) }, `could not be signalled "${signal.name}", which is sent again in 10 s: ${err.message}`);
    return false;
  }
}
