import { retry } from '../../../workflows/messages/commands';
import { aWorld } from '../../workflows/builders/a-world';
import type { Answers } from '../../workflows/builders/faked-activities';
import { first } from '../../workflows/builders/stages';
import type { World } from '../../workflows/builders/world';

/** A scenario that has ended: where to fetch its histories. */
export interface FinishedScenario {
  readonly world: World;
  /** The workflow ids of the changes to record. */
  readonly changes: readonly string[];
  /** The run of the service to record; by default the last. */
  readonly serviceRun?: string;
}

/** The person who sends commands in the scenarios. */
export const by = 'ann';

/** The line of the deployment to the fleet of the first zone. */
export const fleet = 'forward api usw2-az1';

interface Course {
  readonly answers?: Answers;
  readonly stages?: readonly (typeof first)[];
  /** What happens while the change runs. */
  readonly meanwhile?: (world: World, changeId: string) => Promise<void>;
}

/** Runs one change to its end. */
export async function runChange({
  answers = {},
  stages = [first],
  meanwhile = async () => {},
}: Course): Promise<FinishedScenario> {
  const world = await aWorld(answers);
  const change = await world.merge(world.pipeline({ stages }));
  await meanwhile(world, change.workflowId);
  await change.result();
  return { world, changes: [change.workflowId] };
}

/** Retries the stuck step of a workflow, as a person does. */
export const signalRetry = async (world: World, workflowId: string): Promise<void> =>
  await world.client.workflow.getHandle(workflowId).signal(retry, { by, why: 'fixed by hand' });
