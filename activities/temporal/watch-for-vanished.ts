import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { notYet } from '../attempt/not-yet';
import type { WatchForVanishedInput } from '../contract';

/** Looks once per attempt whether changes are still open; the server retries until one is not. */
export const watchForVanished =
  ({ temporal }: { temporal: Client }) =>
  async ({ changes }: WatchForVanishedInput): Promise<{ vanished: readonly string[] }> => {
    const seen = await Promise.all(changes.map(async (id) => ({ id, isOpen: await isOpen(temporal, id) })));
    const vanished = seen.filter((change) => !change.isOpen).map(({ id }) => id);
    if (vanished.length === 0) throw notYet(`${changes.join(', ')}: still open`);
    return { vanished };
  };

/** Whether a workflow is open; false if the server no longer knows it. */
export async function isOpen(temporal: Client, id: string): Promise<boolean> {
  try {
    return (await temporal.workflow.getHandle(id).describe()).status.name === 'RUNNING';
  } catch (err) {
    if (err instanceof WorkflowNotFoundError) return false;
    throw err;
  }
}
