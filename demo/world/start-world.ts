import { join } from 'node:path';
import type { Site } from '../../activities/aws/accounts';
import { type Spoken, startSpeaking } from '../../local/process/child';
import type { Program } from '../../local/set/programs';

/** Starts the machines, callers and alarms of the sample service; they run releases out of the folder. */
export async function startWorld(
  { env, logs }: Program,
  folder: string,
  sites: readonly Site[],
): Promise<Spoken & { port: number }> {
  const world = await startSpeaking({
    name: 'the sample service’s world',
    args: ['--import', 'tsx', join(__dirname, 'main.ts')],
    env: {
      ...env,
      SLIPWAY_RELEASES: folder,
      SLIPWAY_WORLD_SCOPES: sites.map(({ account, region }) => `${account}/${region}`).join(','),
    },
    logFile: join(logs, 'world.log'),
    hear: () => {},
    isReady: (line) => line.includes('"ready":true'),
  });
  const { port } = JSON.parse(world.ready) as { port: number }; // our own program's line
  return { ...world, port };
}
