import type { IncomingMessage } from 'node:http';
import type { Rule } from '../../../pipeline/rules/rule';
import type { KeptConnection } from '../../temporal/kept-connection';
import { type HookResponse, HttpError } from '../response';
import { registrationOf } from '../settings/registration';
import { secretsOf } from '../settings/secrets';
import { signatureProblem } from '../signature';
import { readBody } from './body';
import { parsePush } from './parse-push';
import { receivePush } from './receive-push';

interface Context {
  /** The folder of registrations and their secrets. */
  readonly hooks: string;
  readonly temporal: KeptConnection;
  /** The organisation's rules for pipelines, besides the model's. */
  readonly policy: readonly Rule[];
}

/** Verifies a message byte for byte, parses it, and acts on it: in this order, so that nothing unsigned is ever parsed. */
export async function answerRequest(request: IncomingMessage, { hooks, temporal, policy }: Context): Promise<HookResponse> {
  try {
    const key = keyIn(request);
    if (key === undefined) return { status: 200, message: 'slipway serve listens' };
    const registration = await registrationOf(hooks, key);
    if (registration === undefined) throw new HttpError(404, `no repository is registered as ${key}: see slipway hook install`);
    if (!isJson(request)) throw new HttpError(415, 'the message must be application/json');
    const body = await readBody(request);
    const problem = signatureProblem(signatureOf(request), body, { secrets: await secretsOf(hooks, key), seconds: now() });
    if (problem !== undefined) throw new HttpError(401, problem);
    return await receivePush(parsePush(body), { ...registration, policy }, temporal);
  } catch (err) {
    if (err instanceof HttpError) return err.response;
    throw err;
  }
}

/** The key of the repository that a message is about; `undefined` for a health check. */
function keyIn({ method, url = '/' }: IncomingMessage): string | undefined {
  const [, key] = /^\/hooks\/([^/?]+)$/.exec(url) ?? [];
  if (key === undefined && url !== '/health')
    throw new HttpError(404, `nothing is at ${url}: send pushes to /hooks/<repository>`);
  const allow = key === undefined ? 'GET' : 'POST';
  if (method !== allow) throw new HttpError(405, `${url} accepts only ${allow}`, { headers: { allow } });
  return key;
}

const isJson = ({ headers }: IncomingMessage): boolean => /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');

const signatureOf = ({ headers }: IncomingMessage) => ({
  'slipway-timestamp': single(headers['slipway-timestamp']),
  'slipway-signature': single(headers['slipway-signature']),
});

/** A header that was sent twice counts as not sent. */
const single = (header: string | string[] | undefined): string | undefined => (typeof header === 'string' ? header : undefined);

const now = (): number => Math.floor(Date.now() / 1000);
