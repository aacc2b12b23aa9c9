import { setTimeout } from 'node:timers/promises';
import { realHands } from '../../builders/a-worker';
import { anEmptyWorld, type World } from '../../builders/harness';
import { handsOfAll } from './hands';
import type { Plot } from './plot';
import { Pool } from './pool';
import { Story } from './story';
import { type Ended, tell } from './told';

/** How many stories are played at once. More are no quicker on two cores, and the server's answers come later. */
const atOnce = 20;

/** One worker for all stories, each with a service of its own. */
export class Theatre {
  private readonly pool = new Pool(atOnce);

  private constructor(
    private readonly world: World,
    private readonly stories: Map<string, Story>,
  ) {}

  static async open(): Promise<Theatre> {
    const world = await anEmptyWorld();
    const stories = new Map<string, Story>();
    await world.join({
      hands: handsOfAll((workflow) => storyOf(workflow, stories), realHands(world.client, world.taskQueue)),
      options: {
        maxConcurrentActivityTaskPolls: 40,
        maxConcurrentWorkflowTaskPolls: 40,
        maxConcurrentWorkflowTaskExecutions: 100,
        maxConcurrentActivityTaskExecutions: 400,
        maxCachedWorkflows: 1000,
        stickyQueueScheduleToStartTimeout: '10s',
      },
    });
    return new Theatre(world, stories);
  }

  /** Plays a story as soon as there is room for it. */
  async play(plot: Plot): Promise<Ended> {
    return await this.pool.play(async () => {
      const name = `${this.world.name}-${this.stories.size}`;
      const story = new Story(plot, this.world.neighbour(name), this.pool);
      this.stories.set(name, story);
      return await Promise.race([tell(story), overdue(story)]);
    });
  }
}

/** Fails, in place of a story that does not end, with what was seen of it. */
async function overdue(story: Story): Promise<never> {
  const { base, wrong } = story.plot;
  await setTimeout(8 * 60_000, undefined, { ref: false });
  const seen = story.calls.map(({ level, line, end }) => `${level}: ${line} (${end})`).join('\n');
  throw new Error(`the ${base} story in which ${wrong?.at.line ?? 'nothing'} ${wrong?.mode ?? 'fails'} has not ended:\n${seen}`);
}

function storyOf(workflow: string, stories: ReadonlyMap<string, Story>): Story {
  const [root = '', service = ''] = workflow.split('/');
  const story = stories.get(root === 'service' ? service : root);
  if (story === undefined) throw new Error(`no story has the workflow ${workflow}`);
  return story;
}
