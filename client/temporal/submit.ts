import type { Client } from '@temporalio/client';
import { changeId, serviceId } from '../../pipeline/model/ids';
import { taskQueue } from '../../temporal.config';
import { type Merged, merged, type ServiceInput } from '../../workflows/messages/messages';
import { serviceAttribute } from '../../workflows/messages/search-attributes';

/**
 * Hands a merge to the service that its pipeline is of, and answers the id of the change. Started and told in one step, so the service
 * need not run yet; the same merge told any number of times is one change.
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
