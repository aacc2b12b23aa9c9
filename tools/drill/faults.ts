import { awsNetworkBroken, emulatorStopped } from './aws-faults';
import type { Fault } from './fault';
import { temporalStopped } from './temporal-faults';
import { oneOfTwoKilled, workerKilled, workerStopped } from './worker-faults';

/** Every kind of fault, in the order in which the drill injects them. */
export const faults: readonly Fault[] = [
  workerKilled,
  workerStopped,
  oneOfTwoKilled,
  temporalStopped,
  emulatorStopped,
  awsNetworkBroken,
];
