import { join } from 'node:path';
import { z } from 'zod';
import type { Site } from '../../activities/aws/accounts';
import { type NodeProcess, startNodeProgram } from '../../local/process/start-node-program';
import type { ProgramSettings } from '../../local/system/programs';
import { scopeKey } from './scope';

const readyLine = z.object({ port: z.number() });

/** Starts the world of the sample service as a process of its own; it runs the payloads in `releases`. */
export async function startWorldProcess(
  { env, logs }: ProgramSettings,
  releases: string,
  sites: readonly Site[],
): Promise<NodeProcess & { readonly port: number }> {
  const world = await startNodeProgram({
    name: 'the world of the sample service',
    args: ['--import', 'tsx', join(__dirname, 'main.ts')],
    env: { ...env, SLIPWAY_RELEASES: releases, SLIPWAY_WORLD_SCOPES: sites.map(scopeKey).join(',') },
    logFile: join(logs, 'world.log'),
    onLine: () => {},
    isReady: (line) => line.includes('"ready":true'),
  });
  return { ...world, port: readyLine.parse(JSON.parse(world.readyLine)).port };
}
