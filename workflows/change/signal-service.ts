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
 * Tells the service, until it has heard: what it does not hear would leave a lane held for ever. A cancelled change still gives its lanes
 * back, so no cancellation reaches this.
 */
export async function tell<A>(service: string, signal: SignalDefinition<[A]>, message: A): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    while (!(await heard(service, signal, message))) await sleep('10s', { summary: `tell ${signal.name} again` });
  });
}

async function heard<A>(service: string, signal: SignalDefinition<[A]>, message: A): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(serviceId(service)).signal(signal, message);
    return true;
  } catch (err) {
    if (!(err instanceof TemporalFailure)) throw err;
    log({ change: serviceId(service) }, `does not answer, so ${signal.name} is told again in 10 s: ${err.message}`);
    return false;
  }
}
