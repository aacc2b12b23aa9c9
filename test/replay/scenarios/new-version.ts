import { aVersion, startWorker } from '../../worker/versions/a-version';
import { anEmptyWorld } from '../../workflows/builders/a-world';
import { first } from '../../workflows/builders/stages';
import { until } from '../../workflows/builders/until';
import type { FinishedScenario } from './run-change';

/** A worker of new code starts while the service is idle, so the service continues as new on the new version. */
export async function newVersion(): Promise<FinishedScenario> {
  const world = await anEmptyWorld();
  const versionWith = (comment: string) => aVersion((code) => `// ${comment}\n${code}`);
  await startWorker(world, versionWith('old'));
  const change = await world.merge(world.pipeline({ stages: [first] }));
  await change.result();
  const { runId: serviceRun } = await world.service.describe();
  await until('the service knows that the change has ended', async () => (await world.traffic()).living.length === 0);
  await startWorker(world, versionWith('new'));
  await until('the service continues as new', async () => (await world.service.describe()).runId !== serviceRun);
  return { world, changes: [], serviceRun };
}
