import { isListOf, isObject, isString } from '../json-shape';
import type { Push } from '../push';
import type { HookResponse } from '../response';
import { sign } from '../signature';

/** What became of a message: the response of `slipway serve`, or why there is none. */
export type SendResult =
  | { readonly kind: 'answered'; readonly response: HookResponse }
  | { readonly kind: 'unanswered'; readonly why: string };

/** The person who pushes waits for it. `serve` ends a pipeline file that hangs after ten seconds; that answer should still arrive. */
const responseTimeoutMs = 15_000;

const isResponse = (value: unknown): value is HookResponse =>
  isObject(value) &&
  typeof value.status === 'number' &&
  isString(value.message) &&
  (value.change === undefined || isString(value.change)) &&
  (value.problems === undefined || isListOf(isString)(value.problems));

/** Signs a message and posts it once. Never rejects: a push must not end in an error. */
export async function sendPush(
  url: string,
  push: Push,
  { secret, timeoutMs = responseTimeoutMs }: { secret: string; timeoutMs?: number },
): Promise<SendResult> {
  const body = Buffer.from(JSON.stringify(push));
  const timeout = AbortSignal.timeout(timeoutMs);
  const signed = sign(secret, body, Math.floor(Date.now() / 1000));
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed },
      body,
      redirect: 'manual',
      signal: timeout,
    });
    return parse(response.status, await response.text());
  } catch (err) {
    const why = timeout.aborted ? `no answer within ${timeoutMs / 1000} s; it may still be received` : whyUnanswered(err, url);
    return { kind: 'unanswered', why };
  }
}

/** A proxy in between may answer too; its text must not be shown as Slipway's. */
function parse(status: number, text: string): SendResult {
  const response = parseJson(text);
  return isResponse(response)
    ? { kind: 'answered', response }
    : { kind: 'unanswered', why: `${status} came from a server that is not slipway serve` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function whyUnanswered(err: unknown, url: string): string {
  const cause = err instanceof Error && err.cause instanceof Error ? err.cause : err;
  return `nothing answers at ${new URL(url).origin}: ${cause instanceof Error ? cause.message || cause.name : String(cause)}`;
}
