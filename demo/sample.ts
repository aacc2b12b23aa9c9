import { join } from 'node:path';
import type { Site } from '../activities/aws/accounts';
import { loadPipeline } from '../client/read/load';
import { Refusal } from '../client/refusal';
import type { Pipeline } from '../pipeline/model/pipeline';
import { plan } from '../pipeline/plan/plan';
import { describeProblem } from '../pipeline/rules/problems';

const root = join(__dirname, '..');

/** The folder of the sample service that the demo merges into. */
export const sampleFolder = join(root, 'examples/checkout');

/** The sample's pipeline with its times shortened; a path in its repository. */
export const demoFile = 'demo.pipeline.ts';

/** The same with people who must say yes before the second wave, for a person who tries it out. */
export const keptFile = 'kept.pipeline.ts';

/** A pipeline of the sample. */
export async function samplePipeline(file: string): Promise<Pipeline> {
  const loaded = await loadPipeline(join(sampleFolder, file));
  if (loaded.kind === 'pipeline') return loaded.pipeline;
  throw new Refusal(1, [`the sample’s ${file} has problems:`, ...loaded.problems.map(describeProblem)].join('\n  '));
}

/** Every account and Region that a pipeline reaches. */
export function sitesOf(pipeline: Pipeline): Site[] {
  const looks = plan(pipeline).flatMap((stage) => stage.regions.map((region) => region.watch));
  return [...new Map(looks.map(({ account, region }) => [`${account}/${region}`, { account, region }])).values()];
}
