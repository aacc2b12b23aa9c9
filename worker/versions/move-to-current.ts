import { setTimeout } from 'node:timers/promises';
import type { StartingVersion } from './set-current-version';

/**
 * Moves all services to the version that has become current, even idle ones, and logs which other versions still have open workflows. The
 * server may announce the current version to a service with a delay, so the services are woken again until all have moved, five times at most.
 */
export async function moveToCurrent(version: StartingVersion): Promise<void> {
  const { deployment, buildId, hasStopped } = version;
  for (let pauseMs = 1_000; pauseMs <= 16_000 && !hasStopped(); pauseMs *= 2) {
    if ((await deployment.wakeServices(buildId)) === 0) break;
    await setTimeout(pauseMs, undefined, { ref: false }); // a worker that is asked to stop does not wait for this
  }
  if (!hasStopped()) await logOpenVersions(version);
}

async function logOpenVersions({ deployment, buildId, log }: StartingVersion): Promise<void> {
  for (const other of (await deployment.versions()).versions) {
    if (other.buildId === buildId) continue;
    const open = await deployment.countOpen(other.buildId);
    if (open > 0) log(`version ${other.buildId} still has ${open} workflows: keep a worker of it running until it has none`);
  }
}
