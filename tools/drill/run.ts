import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from '../../activities/aws/accounts';
import { Play } from '../../demo/run/play';
import type { Report } from '../../demo/run/report';
import { demoFile } from '../../demo/sample';
import { startSet } from '../../demo/set/set';
import { mainStories } from '../../demo/stories';
import { parseLine, Teller } from '../../local/log-printer';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { LogLine } from '../../worker/log';
import type { Breakage, Breaking } from './breakage';
import { Breaker } from './breaker';
import type { Chance } from './chance';
import type { Deeds } from './count';
import { deedsOf } from './deeds';

/** The three stories, played once. */
export interface Run {
  readonly report: Report;
  /** By story. */
  readonly deeds: ReadonlyMap<string, Deeds>;
  readonly times: number;
  readonly timesInWayBack: number;
}

interface Stage {
  /** Made anew; holds logs and moves afterwards. */
  readonly folder: string;
  readonly pipeline: Pipeline;
  readonly sites: readonly Site[];
  readonly sample: string;
  readonly say: (line: string) => void;
}

/** Plays on servers of its own, under a breakage or calmly. */
export async function playRun(stage: Stage, chance: Chance, breakage: Breakage = calmly): Promise<Run> {
  const { folder, pipeline, sites, sample } = stage;
  const ears: ((line: LogLine) => void)[] = [];
  const teller = new Teller((line) => appendFileSync(join(folder, 'moves.log'), `${line}\n`));
  const set = await startSet({
    ...{ folder, sites, env: withoutServers, withWay: true },
    say: (line) => teller.say(line),
    hear(line) {
      teller.hear(line);
      const told = parseLine(line);
      if (told !== undefined) for (const ear of ears) ear(told);
    },
  });
  const deeds = new Map<string, Deeds>();
  let breaking: Breaking | undefined;
  try {
    breaking = await breakage.begin({ set, sites, chance });
    const breaker = new Breaker(breaking, chance, saying(stage, teller));
    ears.push((line) => breaker.hear(line));
    const play = new Play({
      ...{ pipeline, pipelineFile: demoFile, set, folder, teller, sample },
      show: (story, evidence) => void deeds.set(story.name, deedsOf(evidence)),
      ...(breakage !== calmly && { meanwhile: (_, over) => breaker.during(over) }),
    });
    const report = await inTime(play.play(mainStories), breakage.name);
    return { report, deeds, times: breaker.times, timesInWayBack: breaker.timesInWayBack };
  } finally {
    await breaking?.end?.();
    await set.stop();
  }
}

/** What was broken is told among the moves, and to whoever watches the drill. */
const saying =
  ({ say }: Stage, teller: Teller) =>
  (line: string): void => {
    teller.say(line);
    say(line);
  };

/** Several times what the slowest run takes. */
const patienceMs = 30 * 60_000;

/** A change that is stuck, or waits for what never comes, would hold the drill for ever. */
async function inTime(playing: Promise<Report>, name: string): Promise<Report> {
  const over = new AbortController();
  const late = pause(patienceMs, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${name}: the stories did not end within ${patienceMs / 60_000} minutes; its folder has the logs`);
  });
  try {
    return await Promise.race([playing, late]);
  } finally {
    over.abort();
  }
}

const calmly: Breakage = { name: 'calm', what: 'nothing', begin: async () => ({ once: async () => 'nothing was broken' }) };

/** Taken when this was loaded: playing changes the environment. What is broken here must be our own. */
const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...withoutServers } = process.env;
