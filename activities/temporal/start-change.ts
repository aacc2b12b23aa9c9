import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import { attributesOf, statusAttribute } from '../../workflows/messages/search-attributes';
import type { StartChangeInput } from '../contract';

/** `taskQueue` is the one of the change's workflow. */
export interface StartDeps {
  readonly temporal: Client;
  readonly taskQueue: string;
}

/**
 * Starts a change as a root workflow, because it must outlive the run of the service that starts it. Idempotent: an id is started only
 * once, ever; a second call returns whether the change is still running.
 */
export function startChange({ temporal, taskQueue }: StartDeps) {
  return async ({ id, summary, argument, searchAttributes }: StartChangeInput): Promise<{ running: boolean }> => {
    try {
      await temporal.workflow.start('change', {
        workflowId: id,
        taskQueue,
        args: [argument],
        staticSummary: summary,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        typedSearchAttributes: [...attributesOf(searchAttributes), { key: statusAttribute, value: 'under way' }],
      });
      return { running: true };
    } catch (err) {
      if (!(err instanceof WorkflowExecutionAlreadyStartedError)) throw err;
      const { status } = await temporal.workflow.getHandle(id).describe();
      return { running: status.name === 'RUNNING' };
    }
  };
}
