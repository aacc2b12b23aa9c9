/** The workflows as they are, but for one word each: bugs, of which the type checker knows nothing. */
import { aVersion, once, type Version } from '../../worker/versions/a-version';
import type { World } from './harness';
import { until } from './until';

/** Where a bug shows first: the part of a change's id below the change. */
export interface Bug extends Version {
  readonly what: string;
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

/** Waits until the code of a workflow has run into its bug. */
export const stumbles = (world: World, workflowId: string): Promise<void> =>
  until('a task has failed with a TypeError', async () => {
    const workflow = world.client.workflow.getHandle(workflowId);
    const { events } = await workflow.fetchHistory().catch(() => ({ events: [] })); // it need not be there yet
    const failures = (events ?? []).map((event) => event.workflowTaskFailedEventAttributes?.failure);
    return failures.some((failure) => failure?.stackTrace?.includes('TypeError: ') === true);
  });
