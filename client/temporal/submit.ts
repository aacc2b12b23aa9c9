import type { Client } from '@temporalio/client';
import { changeId, serviceId } from '../../pipeline/model/ids';
import { taskQueue } from '../../temporal.config';
import type { Merged, ServiceInput } from '../../workflows/messages/inputs';
import { serviceAttribute } from '../../workflows/messages/search-attributes';
import { merged } from '../../workflows/messages/service-messages';

/**
 * Signals a merge to the service of its pipeline, and returns the id of the change. Starts the service in the same call if it does not run
 * yet. Idempotent: the same merge is the same change.
 */
export async function submit(client: Client, merge: Merged): Promise<string> {
  const { service, name } = merge.pipeline;
  const input: ServiceInput = { service };
  await client.workflow.signalWithStart('service', {
    workflowId: serviceId(service),
    taskQueue,
    args: [input],
    signal: merged,
    signalArgs: [merge],
    staticSummary: `traffic control of service ${service}`,
    typedSearchAttributes: [{ key: serviceAttribute, value: service }],
  });
  return changeId(name, merge.merge.commit);
}
