import { failure } from '../../../activities/attempt/failure';
import { retry } from '../../../workflows/messages/commands';
import { type Answers, deployLine } from '../../workflows/builders/fakes';
import { aWorld, type World } from '../../workflows/builders/harness';
import { first } from '../../workflows/builders/stages';

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

/** The deployment to the fleet of the first zone, as the fake activities print it. */
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

/** Deployments succeed, except that `act` runs before the one that is printed as this line. */
export const deployExcept = (line: string, act: () => Promise<unknown>): Answers => ({
  deploy: async (input, usual) => {
    if (deployLine(input) === line) await act();
    return await usual(input);
  },
});

/** Throws what a rollback throws that CloudFormation cannot finish, and that only a person can fix. */
export async function failRollback(): Promise<never> {
  throw failure('UPDATE_ROLLBACK_FAILED');
}

/** Bakes are healthy, except that of one zone's fleet. */
export const unhealthyZone = (zone: string): NonNullable<Answers['bake']> => {
  return async (plan, usual) =>
    plan.of === 'zone' && plan.look.traffic?.dimensions.Zone === zone
      ? { kind: 'unhealthy', because: 'alarm errors fired' }
      : await usual(plan);
};

/** Retries the stuck step of a workflow, as a person does. */
export const signalRetry = async (world: World, workflowId: string): Promise<void> =>
  await world.client.workflow.getHandle(workflowId).signal(retry, { by, why: 'fixed by hand' });
