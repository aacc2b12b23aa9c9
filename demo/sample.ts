import { join } from 'node:path';
import type { Site } from '../activities/aws/accounts';
import { loadPipeline } from '../client/read/load';
import { Refusal } from '../client/refusal';
import type { Pipeline } from '../pipeline/model/pipeline';
import { plan } from '../pipeline/plan/plan';
import { describeProblem } from '../pipeline/rules/problems';

const root = join(__dirname, '..');

/** The folder of the sample service. */
export const sampleFolder = join(root, 'examples/checkout');

/** The sample's pipeline with shorter times; a path in its repository. */
export const demoFile = 'demo.pipeline.ts';

/** The same for `--keep`, with an approval before the second wave. */
export const keepFile = 'kept.pipeline.ts';

/** Loads a pipeline of the sample. */
export async function samplePipeline(file: string): Promise<Pipeline> {
  const loaded = await loadPipeline(join(sampleFolder, file));
  if (loaded.kind === 'pipeline') return loaded.pipeline;
  throw new Refusal(1, [`the sample’s ${file} has problems:`, ...loaded.problems.map(describeProblem)].join('\n  '));
}

/** Every account and Region that a pipeline reaches. */
export function sitesOf(pipeline: Pipeline): Site[] {
  const watches = plan(pipeline).flatMap((stage) => stage.regions.map((region) => region.watch));
  return [...new Map(watches.map(({ account, region }) => [`${account}/${region}`, { account, region }])).values()];
}
