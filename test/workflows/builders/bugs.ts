/** Workflow code with one bug each. The bundle is edited, so the compiler does not see them. */
import { aVersion, once, type Version } from '../../worker/versions/a-version';
import { until } from './until';
import type { World } from './world';

export interface Bug extends Version {
  /** The level whose code has the bug. */
  readonly what: string;
  /** The workflow that fails first: the part of its id after the change's. */
  readonly below: string;
}

export const bugs: readonly Bug[] = [
  {
    what: 'a change',
    below: '',
    ...aVersion(once('components: Object.entries(pipeline.components)', 'components: Object.entries(pipeline.parts)')),
  },
  {
    what: 'a Region',
    below: '/first/us-west-2',
    ...aVersion(once('const zonePlan of plan.zones)', 'const zonePlan of plan.cells)')),
  },
  {
    what: 'a zone',
    below: '/first/us-west-2/usw2-az1',
    ...aVersion(once("step.of === 'fleet' && touched", "step.of.kind.name === 'fleet' && touched")),
  },
];

/** Waits until a task of a workflow has failed with the `TypeError` of its bug. The workflow may not have started yet. */
export const waitForTypeError = (world: World, workflowId: string): Promise<void> =>
  until('a task has failed with a TypeError', async () => {
    const workflow = world.client.workflow.getHandle(workflowId);
    const { events } = await workflow.fetchHistory().catch(() => ({ events: [] }));
    const failures = (events ?? []).map((event) => event.workflowTaskFailedEventAttributes?.failure);
    return failures.some((failure) => failure?.stackTrace?.includes('TypeError: ') === true);
  });
