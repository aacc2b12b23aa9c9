import { isListOf, isObject, isText } from '../json-shape';
import type { Push } from '../push';
import type { Answer } from '../response';
import { sign } from '../signature';

/** What came of a message: an answer, or why there is none. */
export type Sent = { readonly kind: 'answered'; readonly answer: Answer } | { readonly kind: 'unheard'; readonly why: string };

/** Who pushes waits for it. A pipeline file that hangs is ended after ten seconds, and that answer should still be seen. */
const answerTimeoutMs = 15_000;

const isAnswer = (value: unknown): value is Answer =>
  isObject(value) &&
  typeof value.status === 'number' &&
  isText(value.message) &&
  (value.change === undefined || isText(value.change)) &&
  (value.problems === undefined || isListOf(isText)(value.problems));

/** Signs a message and posts it once. Whatever goes wrong is a value: a push must not end in an error. */
export async function sendPush(
  to: string,
  push: Push,
  { secret, withinMs = answerTimeoutMs }: { secret: string; withinMs?: number },
): Promise<Sent> {
  const body = Buffer.from(JSON.stringify(push));
  const late = AbortSignal.timeout(withinMs);
  const signed = sign(secret, body, Math.floor(Date.now() / 1000));
  try {
    const response = await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed },
      body,
      redirect: 'manual',
      signal: late,
    });
    return understood(response.status, await response.text());
  } catch (err) {
    const why = late.aborted ? `no answer within ${withinMs / 1000} s, so it may have heard or not` : whyOf(err, to);
    return { kind: 'unheard', why };
  }
}

/** What is between may answer too, and says nothing that a person should be shown as Slipway's. */
function understood(status: number, text: string): Sent {
  const said = jsonIn(text);
  return isAnswer(said)
    ? { kind: 'answered', answer: said }
    : { kind: 'unheard', why: `something that is not slipway serve answered ${status}` };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // which is no answer either
  }
}

function whyOf(err: unknown, to: string): string {
  const cause = err instanceof Error && err.cause instanceof Error ? err.cause : err;
  return `nothing answers at ${new URL(to).origin}: ${cause instanceof Error ? cause.message || cause.name : String(cause)}`;
}
