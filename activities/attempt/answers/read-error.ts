/** Reads errors as answers: who gave them, with which codes. */
import { types } from 'node:util';
import { status } from '@grpc/grpc-js';
import { isGrpcServiceError, ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { Answer, SdkError, Source } from './row';

/** Errors hide their reasons in `cause` and in the parts of an AggregateError; more levels than this is a circle. */
const deepest = 10;

/** An error and everything that it was caused by, the innermost first: that is the reason. */
export function chainOf(err: unknown, depth = 0): unknown[] {
  if (!isError(err) || depth > deepest) return err === undefined ? [] : [err];
  const parts: readonly unknown[] = 'errors' in err && Array.isArray(err.errors) ? err.errors : [];
  return [...[err.cause, ...parts].flatMap((part) => chainOf(part, depth + 1)), err];
}

/** Whether a value is an error, also one of another context: Node's own are not of the class that a test sees. */
export const isError = (err: unknown): err is Error => types.isNativeError(err) || err instanceof Error;

/** What one error, without its causes, says; `undefined` if nobody of whom the table knows said it. */
export function answerOf(err: unknown): Answer | undefined {
  if (!isError(err)) return undefined;
  const from = sourceOf(err);
  return from && { from, codes: codesOf(err, from), text: textOf(err), error: err as SdkError };
}

/** All that git printed: its last line alone often says no more than that it failed. */
const textOf = (err: Error & { readonly printed?: unknown }): string =>
  typeof err.printed === 'string' ? err.printed : err.message;

/** A sentence of CloudFormation without a code, such as the reason of a stack's status. Resource handlers write their code into it. */
export const answerIn = (reason: string): Answer => ({
  from: 'aws',
  codes: ['StackStatusReason', ...codesIn(reason)],
  text: reason,
});

/** The classes that name themselves, so that their errors are found without importing them. */
const own = ['WrongAccount', 'ReleaseUnreadable', 'SourceUnavailable'];

const network = [
  ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH'],
  ...['ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ERR_HTTP2_STREAM_ERROR', 'ERR_SOCKET_CONNECTION_TIMEOUT'],
];

function sourceOf(err: Error & { readonly code?: unknown }): Source | undefined {
  if (own.includes(err.name)) return 'slipway';
  if (err.name === 'GitError') return 'git';
  if (isGrpcServiceError(err) || err instanceof ServiceError || err instanceof WorkflowNotFoundError) return 'temporal';
  if ('$metadata' in err || '$fault' in err || /^(Credentials|Token)?ProviderError$|^TimeoutError$/.test(err.name)) return 'aws';
  if (typeof err.code !== 'string') return undefined;
  if (network.includes(err.code)) return 'network';
  return /^E[A-Z0-9]+$/.test(err.code) && 'syscall' in err ? 'files' : undefined;
}

function codesOf(err: Error & { readonly code?: unknown; readonly Code?: unknown }, from: Source): string[] {
  if (from === 'temporal') return isGrpcServiceError(err) ? [status[err.code] ?? String(err.code)] : [err.name];
  const codes = [err.name, err.Code, err.code].filter((code) => typeof code === 'string');
  return from === 'aws' ? [...codes, ...codesIn(err.message)] : codes;
}

/** `… (HandlerErrorCode: AccessDenied)` of the resource registry, `… Error Code: AccessDeniedException; …` of older resources. */
const codesIn = (text: string): string[] =>
  [...text.matchAll(/(?:HandlerErrorCode|Error ?Code): ?(\w+)/gi)].flatMap(([, code]) => code ?? []);
