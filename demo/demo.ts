import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { follow } from '../client/cli/follow';
import { isTerminal, liveScreen, type Screen } from '../client/cli/screen';
import { Refusal } from '../client/refusal';
import { Teller } from '../local/log-printer';
import { CannotStart } from '../local/process/cannot-start';
import { readyToTry } from './kept/kept';
import { Play } from './run/play';
import { type Report, reportPage } from './run/report';
import { demoFile, keptFile, sampleFolder, samplePipeline, sitesOf } from './sample';
import { type DemoSet, startSet } from './set/set';
import { mainStories, stories } from './stories';
import type { Story } from './stories/story';

const root = join(__dirname, '..');

/** Where the demo keeps what it makes; `SLIPWAY_DEMO_FOLDER` names another, so that two can run side by side. */
const folder = resolve(process.env.SLIPWAY_DEMO_FOLDER || join(root, '.slipway/demo'));

export interface DemoOptions {
  readonly story?: string;
  readonly all?: true;
  /** Plays nothing, and leaves everything to a person. */
  readonly keep?: true;
}

/** Plays stories on real local servers, or leaves them to a person, and answers the exit code: 0 only if every story ended as it had to. */
export async function demo(options: DemoOptions): Promise<number> {
  const chosen = choose(options.story, options.all);
  const pipelineFile = options.keep ? keptFile : demoFile;
  const pipeline = await samplePipeline(pipelineFile);
  const screen = await liveScreen(process.stdout, process.env);
  const isLive = isTerminal(process.stdout, process.env) && !options.keep;
  const teller = new Teller((line) => screen.say(line), isLive ? 'complaints' : 'moves');
  const starting = startSet({
    ...{ folder, sites: sitesOf(pipeline) },
    say: (line) => teller.say(line),
    hear: (line) => teller.hear(line),
  });
  const work = async (set: DemoSet) => {
    teller.say(
      `Temporal ${set.temporal}${set.ui === undefined ? '' : `, its Web UI ${set.ui}`}; the AWS emulator ${set.endpoint}`,
    );
    const shown = isLive ? { follow: (client: Client, change: string) => followNew(client, change, screen) } : {};
    const play = new Play({ pipeline, pipelineFile, set, folder, teller, sample: sampleFolder, ...shown });
    if (options.keep) return await leave(await readyToTry(play, set));
    const report = await play.play(chosen);
    await keep(report);
    return report.ok ? 0 : 1;
  };
  const code = await onSet(starting, work, options.keep ? 0 : 130);
  if (options.keep) teller.say('all of it has ended');
  return code;
}

/** Everything stays until the person ends it. */
async function leave(whatToTry: string): Promise<never> {
  process.stdout.write(`${whatToTry}\n`);
  return await new Promise(() => {});
}

/** How many tenths of a second the service may take to start a change that it heard of. */
const mostTries = 300;

async function followNew(client: Client, change: string, screen: Screen): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    if ((await follow(client, change, screen)) !== undefined) return;
    await pause(100);
  }
}

/**
 * Works on a set once it has started, and stops it at the end; also when the person has seen enough, however early that is, which ends
 * with `seen`.
 */
async function onSet(starting: Promise<DemoSet>, work: (set: DemoSet) => Promise<number>, seen: number): Promise<number> {
  const interrupted = new Promise<number>((resolve) => {
    const stop = () => {
      process.stdout.write('stopping what was started\n');
      resolve(seen);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  });
  const set = await starting.catch((err) => {
    throw err instanceof CannotStart ? new Refusal(3, err.message) : err;
  });
  try {
    return await Promise.race([work(set), interrupted]);
  } finally {
    await set.stop();
  }
}

async function keep(report: Report): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'report.json');
  await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(`${reportPage(report)}\nthe same as data: ${relative(process.cwd(), file)}\n`);
}

function choose(name: string | undefined, all: true | undefined): readonly Story[] {
  if (name === undefined) return all === true ? stories : mainStories;
  const story = stories.find((other) => other.name === name);
  if (story === undefined)
    throw new Refusal(2, `there is no story ${name}: there are ${stories.map((other) => other.name).join(', ')}`);
  return [story];
}
