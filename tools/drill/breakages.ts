import type { Breakage } from './breakage';
import { emulatorStopped, wayBroken } from './breakages-of-aws';
import { temporalStopped } from './breakages-of-temporal';
import { oneOfTwoKilled, workerKilled, workerStopped } from './breakages-of-workers';

/** Every kind of breakage, in the order in which they are played. */
export const breakages: readonly Breakage[] = [
  workerKilled,
  workerStopped,
  oneOfTwoKilled,
  temporalStopped,
  emulatorStopped,
  wayBroken,
];
