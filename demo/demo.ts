import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Refusal } from '../client/cli/refusal';
import { Play } from './play';
import { type Report, reportPage } from './report';
import { demoPipeline, sampleFolder, sitesOf } from './sample';
import { CannotStart } from './servers/cannot-start';
import { type DemoSet, startSet } from './set/set';
import { mainStories, stories } from './stories';
import type { Story } from './stories/story';
import { Teller } from './teller';

const root = join(__dirname, '..');

/** Where the demo keeps what it makes; `SLIPWAY_DEMO_FOLDER` names another, so that two can run side by side. */
const folder = process.env.SLIPWAY_DEMO_FOLDER ?? join(root, '.slipway/demo');

/** Plays stories on real local servers and answers the exit code: 0 only if every one ended as it had to. */
export async function demo({ story, all }: { story?: string; all?: true }): Promise<number> {
  const chosen = choose(story, all);
  const pipeline = await demoPipeline();
  const teller = new Teller((line) => process.stdout.write(`${line}\n`));
  return await onSet(
    startSet({ folder, sites: sitesOf(pipeline), say: (line) => teller.say(line), hear: (line) => teller.hear(line) }),
    async (set) => {
      teller.say(
        `Temporal ${set.temporal}${set.ui === undefined ? '' : `, its Web UI ${set.ui}`}; the AWS emulator ${set.endpoint}`,
      );
      const report = await new Play({ pipeline, set, folder, teller, sample: sampleFolder }).play(chosen);
      await keep(report);
      return report.ok ? 0 : 1;
    },
  );
}

/** Works on a set once it has started, and stops it at the end; also when the person has seen enough, however early that is. */
async function onSet(starting: Promise<DemoSet>, work: (set: DemoSet) => Promise<number>): Promise<number> {
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(130));
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
