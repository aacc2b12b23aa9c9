import { join } from 'node:path';
import type { Site } from '../../activities/aws/accounts';
import { Teller } from '../../local/log-printer';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Breakage } from './breakage';
import { Chance } from './chance';
import { playRun, type Run } from './run';
import type { Row } from './table';
import { complaints, type Verdict, verdictOf } from './verdict';

interface Drill {
  readonly seed: number;
  readonly breakages: readonly Breakage[];
  /** One folder below it for each run. */
  readonly folder: string;
  readonly pipeline: Pipeline;
  readonly sites: readonly Site[];
  readonly sample: string;
  readonly print: (line: string) => void;
}

/** Plays the stories calmly once and then under each breakage, and holds each run against the calm one. */
export async function drill({ seed, breakages, folder, print, ...stage }: Drill): Promise<Row[]> {
  const teller = new Teller(print);
  const say = (line: string) => teller.say(line);
  const inFolder = (name: string) => ({ ...stage, folder: join(folder, name), say: (line: string) => say(`  ${line}`) });
  say('the stories are played calmly, to know how they end');
  const calm = await playRun(inFolder('calm'), new Chance(seed));
  const rows: Row[] = [{ what: 'nothing', verdict: verdictOf(calm, calm) }];
  tell(calm, rows[0]?.verdict, say);
  for (const { name, what, ...breakage } of breakages) {
    say(`the same with ${what}`);
    const run = await playRun(inFolder(name), new Chance(seed, name), { name, what, ...breakage });
    const verdict = verdictOf(run, calm);
    rows.push({ what, verdict });
    tell(run, verdict, say);
  }
  return rows;
}

function tell({ report }: Run, verdict: Verdict | undefined, say: (line: string) => void): void {
  say(`  ${report.stories.map(({ story, ended, ok }) => `${ok ? '✓' : '✗'} ${story} ${ended.kind}`).join(', ')}`);
  for (const complaint of verdict === undefined ? [] : complaints(verdict)) say(`  ✗ ${complaint}`);
}
