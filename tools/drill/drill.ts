import { join } from 'node:path';
import type { Site } from '../../activities/aws/accounts';
import { LogPrinter } from '../../local/log-printer';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Fault } from './fault';
import { type DrillRun, playRun } from './run';
import { compareRuns, failures } from './run-result';
import { SeededRandom } from './seeded-random';
import type { Row } from './table';

interface DrillOptions {
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Each run gets a subfolder. */
  readonly folder: string;
  readonly pipeline: Pipeline;
  readonly sites: readonly Site[];
  readonly sample: string;
  readonly write: (line: string) => void;
}

/** Plays the stories once without faults and then with each kind of fault, and compares each run with the calm one. */
export async function drill({ seed, faults, folder, write, ...shared }: DrillOptions): Promise<Row[]> {
  const printer = new LogPrinter(write);
  const say = (line: string) => printer.print(line);
  const play = (name: string, random: SeededRandom, fault?: Fault) =>
    playRun({ ...shared, folder: join(folder, name), random, say: (line) => say(`  ${line}`) }, fault);
  say('playing the stories without faults, to know how they end');
  const calm = await play('calm', new SeededRandom(seed));
  const rows: Row[] = [rowOf('nothing', calm, calm, say)];
  for (const fault of faults) {
    say(`playing them with this fault: ${fault.what}`);
    const run = await play(fault.name, new SeededRandom(seed, fault.name), fault);
    rows.push(rowOf(fault.what, run, calm, say));
  }
  return rows;
}

/** The row of one run, which is also printed. */
function rowOf(what: string, run: DrillRun, calm: DrillRun, say: (line: string) => void): Row {
  const result = compareRuns(run, calm);
  say(`  ${run.report.stories.map(({ story, outcome, ok }) => `${ok ? '✓' : '✗'} ${story} ${outcome.kind}`).join(', ')}`);
  for (const failure of failures(result)) say(`  ✗ ${failure}`);
  return { what, result };
}
