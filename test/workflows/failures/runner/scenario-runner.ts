import { setTimeout } from 'node:timers/promises';
import { realActivities } from '../../builders/a-worker';
import { anEmptyWorld } from '../../builders/a-world';
import type { World } from '../../builders/world';
import { fakeActivities } from './fake-activities';
import { runChange } from './run-change';
import type { Scenario } from './scenario';
import type { ScenarioResult } from './scenario-result';
import { ScenarioRun } from './scenario-run';
import { Semaphore } from './semaphore';

/** How many scenarios run at once. More are not faster on two cores, and the server answers later. */
const concurrency = 20;

/** Runs scenarios in parallel on one worker, each with a service of its own. */
export class ScenarioRunner {
  private readonly semaphore = new Semaphore(concurrency);

  private constructor(
    private readonly world: World,
    private readonly runs: Map<string, ScenarioRun>,
  ) {}

  static async start(): Promise<ScenarioRunner> {
    const world = await anEmptyWorld();
    const runs = new Map<string, ScenarioRun>();
    await world.startWorker({
      activities: fakeActivities((workflowId) => runOf(workflowId, runs), realActivities(world.client, world.taskQueue)),
      options: {
        maxConcurrentActivityTaskPolls: 40,
        maxConcurrentWorkflowTaskPolls: 40,
        maxConcurrentWorkflowTaskExecutions: 100,
        maxConcurrentActivityTaskExecutions: 400,
        maxCachedWorkflows: 1000,
        stickyQueueScheduleToStartTimeout: '10s',
      },
    });
    return new ScenarioRunner(world, runs);
  }

  /** Runs a scenario as soon as a place is free. */
  async run(scenario: Scenario): Promise<ScenarioResult> {
    return await this.semaphore.run(async () => {
      const service = `${this.world.name}-${this.runs.size}`;
      const run = new ScenarioRun(scenario, this.world.withService(service), this.semaphore);
      this.runs.set(service, run);
      return await Promise.race([runChange(run), timeOut(run)]);
    });
  }
}

/** Fails after eight minutes with the calls so far, which show where a scenario hangs. */
async function timeOut(run: ScenarioRun): Promise<never> {
  await setTimeout(8 * 60_000, undefined, { ref: false });
  const { baseline, failure } = run.scenario;
  const calls = run.calls.map(({ level, description, outcome }) => `${level}: ${description} (${outcome})`).join('\n');
  const what = failure === undefined ? 'without a failure' : `in which ${failure.at.description} ${failure.mode}`;
  throw new Error(`the ${baseline} scenario ${what} has not ended:\n${calls}`);
}

function runOf(workflowId: string, runs: ReadonlyMap<string, ScenarioRun>): ScenarioRun {
  const [root = '', service = ''] = workflowId.split('/');
  const run = runs.get(root === 'service' ? service : root);
  if (run === undefined) throw new Error(`workflow ${workflowId} belongs to no scenario`);
  return run;
}
