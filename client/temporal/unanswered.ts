/** What it means that a call to Temporal got no answer: a workflow answers through a worker, and neither worker nor server may be there. */
import { status } from '@grpc/grpc-js';
import { isGrpcCancelledError, isGrpcDeadlineError, isGrpcServiceError, ServiceError } from '@temporalio/client';
import { Refusal } from '../refusal';

/**
 * How long to wait for a workflow's answer. Without any worker the server would wait for half a minute. The server gives up a worker that
 * died just now after ten seconds, and then asks another.
 */
export const answerTimeoutMs = 12_000;

/** Whether no answer came in time. The code is `CANCELLED` or `DEADLINE_EXCEEDED`, depending on who notices first. */
export const isTimeout = (err: unknown): boolean => isGrpcCancelledError(err) || isGrpcDeadlineError(err);

/** Whether the server could not be reached, or went away in the middle of an answer. */
export const isUnreachable = (err: unknown): boolean => isTimeout(err) || grpcError(err)?.code === status.UNAVAILABLE;

/** The error that gRPC itself reported; the SDK wraps it for some calls only. */
export function grpcError(err: unknown) {
  const cause = err instanceof ServiceError ? err.cause : err;
  return isGrpcServiceError(cause) ? cause : undefined;
}

/** The refusal for a workflow that no worker answers for. */
export const noWorkerAnswers = (id: string): Refusal =>
  new Refusal(3, `no worker answers for ${id}: none of its version runs, or none is free; start one with: slipway worker`);
