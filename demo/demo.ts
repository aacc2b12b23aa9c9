import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { isTerminal, liveScreen } from '../client/cli/screen';
import { Refusal } from '../client/refusal';
import { LogPrinter } from '../local/log-printer';
import { CannotStart } from '../local/process/cannot-start';
import { writeWhole } from '../platform/write-whole';
import { prepareToTry } from './keep/prepare';
import { followWhenStarted } from './run/follow-when-started';
import { type Report, reportPage } from './run/report';
import { StoryPlayer } from './run/story-player';
import { demoFile, keepFile, sampleFolder, samplePipeline, sitesOf } from './sample';
import { stories } from './stories';
import type { Story } from './stories/story';
import type { DemoSystem } from './system/demo-system';
import { startDemoSystem } from './system/start-demo-system';

const root = join(__dirname, '..');

/** Where the demo keeps its files. `SLIPWAY_DEMO_FOLDER` names another folder, so that two demos can run at once. */
const folder = resolve(process.env.SLIPWAY_DEMO_FOLDER || join(root, '.slipway/demo'));

export interface DemoOptions {
  /** Plays only this story. By default every story is played. */
  readonly story?: string;
  /** Plays no story, and leaves everything running for a person. */
  readonly keep?: true;
}

/** Plays stories on real local servers, or leaves the servers to a person. Returns the exit code: 0 only if every story ended as expected. */
export async function demo(options: DemoOptions): Promise<number> {
  const chosen = chooseStories(options);
  const pipelineFile = options.keep ? keepFile : demoFile;
  const pipeline = await samplePipeline(pipelineFile);
  const screen = await liveScreen(process.stdout, process.env);
  const isLive = isTerminal(process.stdout, process.env) && !options.keep;
  const printer = new LogPrinter((line) => screen.say(line), isLive ? 'errors' : 'everything');
  const say = (line: string) => printer.print(line);
  const interrupted = whenInterrupted();
  const onWorkerLine = (line: string) => printer.printLogLine(line);
  say(`starting servers, a worker and the sample service; logs are in ${relative(process.cwd(), join(folder, 'logs'))}`);
  const system = await startDemoSystem({ folder, sites: sitesOf(pipeline), say, onWorkerLine }).catch(refuse);
  try {
    say(addressLine(system));
    const follow = isLive && { follow: followWhenStarted(screen) };
    const player = new StoryPlayer({ pipeline, pipelineFile, system, folder, printer, sample: sampleFolder, ...follow });
    if (options.keep) return await Promise.race([keepRunning(player, system), interrupted.then(() => 0)]);
    return await Promise.race([playAndReport(player, chosen), interrupted.then(() => 130)]);
  } finally {
    await system.stop();
    if (options.keep) say('everything has stopped');
  }
}

function chooseStories({ story: name }: DemoOptions): readonly Story[] {
  if (name === undefined) return stories;
  const story = stories.find((other) => other.name === name);
  if (story !== undefined) return [story];
  throw new Refusal(2, `${name} is not a story: choose one of ${stories.map((other) => other.name).join(', ')}`);
}

/** Resolves when a person wants to stop, also while the servers still start. */
function whenInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    const onSignal = () => {
      process.stdout.write('stopping everything that the demo started\n');
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, onSignal);
  });
}

function refuse(err: unknown): never {
  throw err instanceof CannotStart ? new Refusal(3, err.message) : err;
}

const addressLine = ({ temporal, ui, endpoint }: DemoSystem): string =>
  `everything runs: Temporal at ${temporal}${ui === undefined ? '' : `, its Web UI at ${ui}`}, the AWS emulator at ${endpoint}`;

/** Prints what a person can try, and never returns: the person ends it. */
async function keepRunning(player: StoryPlayer, system: DemoSystem): Promise<never> {
  process.stdout.write(`${await prepareToTry(player, system)}\n`);
  return await new Promise(() => {});
}

async function playAndReport(player: StoryPlayer, chosen: readonly Story[]): Promise<number> {
  const report = await player.play(chosen);
  const file = await saveReport(report);
  process.stdout.write(`${reportPage(report)}\nthe same as JSON: ${relative(process.cwd(), file)}\n`);
  return report.ok ? 0 : 1;
}

async function saveReport(report: Report): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'report.json');
  await writeWhole(file, `${JSON.stringify(report, undefined, 2)}\n`);
  return file;
}
