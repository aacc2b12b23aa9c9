/** Measures how long a plan takes, compared with reading the pipeline file in a process of its own. */
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { planLines } from '../client/plan/plan-lines';
import { preview } from '../client/plan/preview';
import { readPipeline } from '../client/read/load';
import { differences } from '../pipeline/compare/difference';
import type { Pipeline } from '../pipeline/model/pipeline';
import { describeProblem, problems } from '../pipeline/rules/problems';
import { nextOpening } from '../platform/time-zones';

const file = join(__dirname, 'large.pipeline.ts');
const program = resolve(__dirname, '../bin/slipway.js');

/** The median of some runs, in milliseconds. */
async function median(runs: number, measured: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now();
    await measured();
    times.push(performance.now() - from);
  }
  return times.sort((one, other) => one - other)[Math.floor(runs / 2)] ?? Number.NaN;
}

async function main(): Promise<void> {
  const pipeline = await read();
  const baseline = await median(5, read);
  const rows = [
    ['read the file (a process of its own)', baseline],
    ['find its problems', await median(9, () => problems(pipeline))],
    ['plan it and write the tree', await median(9, () => planLines(preview(pipeline, { fromMs: 0, nextOpening })))],
    ['compare it with itself', await median(9, () => differences(pipeline, { ...pipeline, lookEvery: '2m' }))],
    ['`slipway plan`, from start to end', await median(3, () => promisify(execFile)(process.execPath, [program, 'plan', file]))],
  ] as const;
  console.log('5 waves, 25 Regions, 4 zones, 4 components'.padEnd(44), '     ms', '      ratio');
  for (const [what, ms] of rows) console.log(what.padEnd(44), ms.toFixed(1).padStart(7), (ms / baseline).toFixed(2).padStart(11));
}

async function read(): Promise<Pipeline> {
  const result = await readPipeline(file);
  if (result.kind === 'pipeline') return result.pipeline;
  throw new Error(result.problems.map(describeProblem).join('\n'));
}

main().catch((err) => {
  console.error(err);
  process.exitCode = 1;
});
