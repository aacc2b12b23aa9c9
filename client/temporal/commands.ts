/** Commands of a person to a change or a service, as updates: each is answered with what happens next, or rejects with a `Refusal`. */
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
  type VoteCommand,
} from '../../workflows/messages/commands';
import { statusAttribute } from '../../workflows/messages/search-attributes';
import { traffic } from '../../workflows/messages/service-messages';
import { Refusal } from '../refusal';
import { answerTimeoutMs, isTimeout, noWorkerAnswers } from './unanswered';

/** Retries a stuck step of a rollback. */
export const retryStep = (client: Client, change: string, command: Attribution & { at?: string }): Promise<Reply> =>
  call(client, change, (workflow) => workflow.executeUpdate(retryUpdate, { args: [command] }));

/** Accepts what is deployed now instead of undoing a stuck step. */
export const acceptStep = (client: Client, change: string, command: AcceptCommand): Promise<Reply> =>
  call(client, change, (workflow) => workflow.executeUpdate(acceptUpdate, { args: [command] }));

/** Stops a change and rolls back what is not good yet. */
export const cancelChange = (client: Client, change: string, command: Attribution): Promise<Reply> =>
  call(client, change, (workflow) => workflow.executeUpdate(cancelUpdate, { args: [command] }));

/** Approves or rejects a change before a stage. */
export const vote = (client: Client, change: string, verdict: 'approve' | 'reject', command: VoteCommand): Promise<Reply> =>
  call(client, change, (workflow) =>
    workflow.executeUpdate(verdict === 'approve' ? approveUpdate : rejectUpdate, { args: [command] }),
  );

/** Frees a lane whose holder vanished. */
export const acceptLane = (client: Client, service: string, command: AcceptLaneCommand): Promise<Reply> =>
  call(client, serviceId(service), (workflow) => workflow.executeUpdate(acceptLaneUpdate, { args: [command] }));

/** The services in which a lane is stuck. Rejects if no service says so and one of them does not answer. */
export async function servicesWithStuckLane(client: Client, lane: string): Promise<string[]> {
  const asked: Promise<string | Refusal | undefined>[] = [];
  const query = `WorkflowType = 'service' AND ExecutionStatus = 'Running' AND ${statusAttribute.name} = 'stuck'`;
  for await (const { workflowId } of client.workflow.list({ query })) asked.push(serviceIfStuck(client, workflowId, lane));
  const answers = await Promise.all(asked);
  const services = answers.filter((answer) => typeof answer === 'string');
  const unanswered = answers.find((answer) => answer instanceof Refusal);
  if (services.length === 0 && unanswered !== undefined) throw unanswered;
  return services;
}

/** The service's name if the lane is stuck in it, or why that is unknown. */
async function serviceIfStuck(client: Client, id: string, lane: string): Promise<string | Refusal | undefined> {
  try {
    const { service, stuck } = await call(client, id, (workflow) => workflow.query(traffic));
    return stuck[lane] === undefined ? undefined : service;
  } catch (err) {
    if (err instanceof Refusal) return err;
    throw err;
  }
}

type Workflow = ReturnType<Client['workflow']['getHandle']>;

/** Calls a workflow, and turns every way in which it may not answer into a `Refusal`. */
async function call<T>(client: Client, id: string, ask: (workflow: Workflow) => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + answerTimeoutMs, () => ask(client.workflow.getHandle(id)));
  } catch (err) {
    if (err instanceof WorkflowUpdateFailedError && err.cause instanceof ApplicationFailure)
      throw new Refusal(1, `${id}: ${err.cause.message}`);
    if (err instanceof WorkflowNotFoundError) throw await endedOrUnknown(client, id);
    throw err instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isTimeout(err) ? noWorkerAnswers(id) : err;
  }
}

/** The server reports a workflow that has ended and one that never existed in the same way. */
async function endedOrUnknown(client: Client, id: string): Promise<Refusal> {
  try {
    await client.workflow.getHandle(id).describe();
    return new Refusal(1, `${id} has already ended`);
  } catch (err) {
    if (!(err instanceof WorkflowNotFoundError)) throw err;
    return new Refusal(2, `${id} does not exist: \`slipway status\` lists changes`);
  }
}
