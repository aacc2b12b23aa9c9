/** What people say to changes and services, as updates: each is answered with what follows, or refused with a sentence. */

import {
  type Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { serviceId } from '../../pipeline/model/ids';
import type { Attribution } from '../../pipeline/model/person';
import {
  type AcceptCommand,
  type AcceptLaneCommand,
  acceptLaneUpdate,
  acceptUpdate,
  approveUpdate,
  cancelUpdate,
  type Reply,
  rejectUpdate,
  retryUpdate,
  traffic,
  type VoteCommand,
} from '../../workflows/messages/messages';
import { statusAttribute } from '../../workflows/messages/search-attributes';
import { Refusal } from '../refusal';
import { answerTimeoutMs, isTimeout, noWorkerAnswers } from './unanswered';

/** Has a stuck step of a change's way back tried again. */
export const retryStep = (client: Client, change: string, word: Attribution & { at?: string }): Promise<Reply> =>
  told(client, change, (workflow) => workflow.executeUpdate(retryUpdate, { args: [word] }));

/** Takes over what is there instead of undoing a stuck step. */
export const acceptStep = (client: Client, change: string, word: AcceptCommand): Promise<Reply> =>
  told(client, change, (workflow) => workflow.executeUpdate(acceptUpdate, { args: [word] }));

/** Stops a change and has it put back what is not good yet. */
export const cancelChange = (client: Client, change: string, word: Attribution): Promise<Reply> =>
  told(client, change, (workflow) => workflow.executeUpdate(cancelUpdate, { args: [word] }));

/** Says yes or no to a stage that waits for approval. */
export const vote = (client: Client, change: string, verdict: 'approve' | 'reject', word: VoteCommand): Promise<Reply> =>
  told(client, change, (workflow) =>
    workflow.executeUpdate(verdict === 'approve' ? approveUpdate : rejectUpdate, { args: [word] }),
  );

/** Frees a lane whose holder vanished. */
export const acceptLane = (client: Client, service: string, word: AcceptLaneCommand): Promise<Reply> =>
  told(client, serviceId(service), (workflow) => workflow.executeUpdate(acceptLaneUpdate, { args: [word] }));

/** The services in which a lane is stuck. One that nobody answers for is passed over where another answers that it is. */
export async function servicesWithStuckLane(client: Client, lane: string): Promise<string[]> {
  const services: Promise<string | Refusal | undefined>[] = [];
  const query = `WorkflowType = 'service' AND ExecutionStatus = 'Running' AND ${statusAttribute.name} = 'stuck'`;
  for await (const { workflowId } of client.workflow.list({ query })) services.push(withStuck(client, workflowId, lane));
  const answers = await Promise.all(services);
  const found = answers.filter((answer) => typeof answer === 'string');
  const silent = answers.find((answer) => answer instanceof Refusal);
  if (found.length === 0 && silent !== undefined) throw silent;
  return found;
}

/** The service's name if the lane is stuck there, or why that cannot be known. */
async function withStuck(client: Client, id: string, lane: string): Promise<string | Refusal | undefined> {
  const asking = () => client.withDeadline(Date.now() + answerTimeoutMs, () => client.workflow.getHandle(id).query(traffic));
  try {
    const { service, stuck } = await answered(client, id, asking);
    return stuck[lane] === undefined ? undefined : service;
  } catch (err) {
    if (err instanceof Refusal) return err;
    throw err;
  }
}

type Workflow = ReturnType<Client['workflow']['getHandle']>;

async function told(client: Client, id: string, say: (workflow: Workflow) => Promise<Reply>): Promise<Reply> {
  return await answered(client, id, () =>
    client.withDeadline(Date.now() + answerTimeoutMs, () => say(client.workflow.getHandle(id))),
  );
}

/** Every way in which a word can come back without an answer, in a sentence. */
async function answered<T>(client: Client, id: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (err) {
    if (err instanceof WorkflowUpdateFailedError && err.cause instanceof ApplicationFailure)
      throw new Refusal(1, `${id}: ${err.cause.message}`);
    if (err instanceof WorkflowNotFoundError) throw await notOpen(client, id);
    throw err instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isTimeout(err) ? noWorkerAnswers(id) : err;
  }
}

/** The server says of both that there is nothing of that name to tell. */
async function notOpen(client: Client, id: string): Promise<Refusal> {
  try {
    await client.workflow.getHandle(id).describe();
    return new Refusal(1, `${id} is not open: it has ended`);
  } catch (err) {
    if (!(err instanceof WorkflowNotFoundError)) throw err;
    return new Refusal(2, `there is no ${id}: \`slipway status\` lists changes`);
  }
}
