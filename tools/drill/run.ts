import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from '../../activities/aws/accounts';
import type { Report } from '../../demo/run/report';
import { StoryPlayer } from '../../demo/run/story-player';
import { demoFile } from '../../demo/sample';
import { stories } from '../../demo/stories';
import type { DemoSystem } from '../../demo/system/demo-system';
import { startDemoSystem } from '../../demo/system/start-demo-system';
import { LogPrinter, parseLogLine } from '../../local/log-printer';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { Breaker } from './breaker';
import type { Fault, PreparedFault } from './fault';
import { type ChangeRecord, recordOf } from './record';
import type { SeededRandom } from './seeded-random';

/** The three stories, played once. */
export interface DrillRun {
  readonly report: Report;
  /** By story. */
  readonly records: ReadonlyMap<string, ChangeRecord>;
  readonly faults: number;
  readonly faultsInRollback: number;
}

interface RunOptions {
  /** Emptied first; holds the logs afterwards. */
  readonly folder: string;
  readonly pipeline: Pipeline;
  readonly sites: readonly Site[];
  readonly sample: string;
  readonly random: SeededRandom;
  readonly say: (line: string) => void;
}

/** Plays the stories on servers of its own, with one kind of fault, or by default with none. */
export async function playRun(options: RunOptions, fault: Fault = noFault): Promise<DrillRun> {
  const { folder, sites, random } = options;
  const printer = new LogPrinter((line) => appendFileSync(join(folder, 'moves.log'), `${line}\n`));
  const say = (line: string) => printer.print(line);
  let breaker: Breaker | undefined;
  const system = await startDemoSystem({
    ...{ folder, sites, env: environmentWithoutServers, withAwsProxy: true, say },
    onWorkerLine(line) {
      printer.printLogLine(line);
      const parsed = parseLogLine(line);
      if (parsed !== undefined) breaker?.onLogLine(parsed);
    },
  });
  let prepared: PreparedFault | undefined;
  try {
    prepared = await fault.prepare({ system, sites, random });
    breaker = new Breaker(prepared, random, toBoth(say, options.say));
    return await playStories({ ...options, system, printer, fault, breaker });
  } finally {
    await prepared?.end?.();
    await system.stop();
  }
}

interface PlayOptions extends RunOptions {
  readonly system: DemoSystem;
  readonly printer: LogPrinter;
  readonly fault: Fault;
  readonly breaker: Breaker;
}

async function playStories({ fault, breaker, ...options }: PlayOptions): Promise<DrillRun> {
  const records = new Map<string, ChangeRecord>();
  const player = new StoryPlayer({
    ...options,
    pipelineFile: demoFile,
    onEvidence: (story, evidence) => void records.set(story.name, recordOf(evidence)),
    ...(fault !== noFault && { meanwhile: (_, over) => breaker.during(over) }),
  });
  const report = await withTimeout(player.play(stories), fault.name);
  return { report, records, faults: breaker.faults, faultsInRollback: breaker.faultsInRollback };
}

/** Each fault is printed to the run's log and to the person who watches the drill. */
const toBoth =
  (one: (line: string) => void, other: (line: string) => void) =>
  (line: string): void => {
    one(line);
    other(line);
  };

/** Several times as long as the slowest run. */
const timeoutMs = 30 * 60_000;

/** A stuck change, or one that waits for ever, would block the drill. */
async function withTimeout(playing: Promise<Report>, name: string): Promise<Report> {
  const done = new AbortController();
  const timeout = pause(timeoutMs, undefined, { signal: done.signal }).then(() => {
    throw new Error(`${name}: the stories did not end within ${timeoutMs / 60_000} minutes; the logs are in its folder`);
  });
  try {
    return await Promise.race([playing, timeout]);
  } finally {
    done.abort();
  }
}

const noFault: Fault = { name: 'calm', what: 'nothing', prepare: async () => ({ inject: async () => 'nothing was broken' }) };

/** Read when this file is loaded, because the player changes the environment. Faults may only be injected into our own servers. */
const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...environmentWithoutServers } = process.env;
