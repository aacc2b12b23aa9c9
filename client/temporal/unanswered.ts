/** Waiting for a worker's answer: workflows speak by way of workers, and there may be none. */
import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { Refusal } from '../refusal';

/**
 * A workflow is asked by way of a worker; where none runs the server would wait for half a minute. A worker that died just now is given
 * up by the server after ten seconds, and then another is asked.
 */
export const answerTimeoutMs = 12_000;

/** gRPC's own numbers: which of the two it is depends on who notices first. */
const cancelled = 1;
const deadlineExceeded = 4;
const unavailable = 14;

/** Whether an error says that nobody answered in time. */
export const isTimeout = (err: unknown): boolean => isOneOf(err, [cancelled, deadlineExceeded]);

/** Whether an error says that the server cannot be reached, or went away in the middle of an answer. */
export const isUnreachable = (err: unknown): boolean => isOneOf(err, [cancelled, deadlineExceeded, unavailable]);

const isOneOf = (err: unknown, codes: readonly number[]): boolean =>
  err instanceof ServiceError && isGrpcServiceError(err.cause) && codes.includes(err.cause.code);

/** The sentence for a workflow that nobody answers for. */
export const noWorkerAnswers = (id: string): Refusal =>
  new Refusal(3, `nobody answers for ${id}: no worker of its version runs, or none is free. Start one with: slipway worker`);
