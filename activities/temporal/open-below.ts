import type { Client } from '@temporalio/client';
import { changeAttribute } from '../../workflows/messages/search-attributes';
import type { OpenBelowInput } from '../contract';
import { isOpen } from './watch-for-vanished';

/** The open workflows below a change. Known ids are described one by one, because the server's index, which has the others, lags. */
export const openBelow =
  ({ temporal }: { temporal: Client }) =>
  async ({ change, known }: OpenBelowInput): Promise<readonly string[]> => {
    const open = new Set<string>();
    for (const id of known) if (await isOpen(temporal, id)) open.add(id);
    for await (const { workflowId } of temporal.workflow.list({
      query: `${changeAttribute.name} = '${change}' AND ExecutionStatus = 'Running'`,
    })) {
      if (workflowId !== change) open.add(workflowId);
    }
    return [...open].sort();
  };
