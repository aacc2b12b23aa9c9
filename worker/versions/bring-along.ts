import { setTimeout } from 'node:timers/promises';
import type { Leading } from './take-lead';

/**
 * Brings the services along to the version that has the lead, also those to which nobody has anything to say. The server may tell a
 * service late which version is current, so they are woken until all have moved, or until it is plain that some cannot.
 */
export async function bringAlong({ deployment, buildId, say, isOver }: Omit<Leading, 'asTold'>): Promise<void> {
  for (let pauseMs = 1_000; pauseMs <= 16_000 && !isOver(); pauseMs *= 2) {
    if ((await deployment.wakeServices(buildId)) === 0) break;
    await setTimeout(pauseMs, undefined, { ref: false }); // a worker that is told to stop does not wait for this
  }
  if (isOver()) return;
  for (const other of (await deployment.standing()).known) {
    if (other.buildId === buildId) continue;
    const open = await deployment.open(other.buildId);
    if (open > 0) say(`version ${other.buildId} still has ${open} workflows: keep a worker of it running until it has none`);
  }
}
