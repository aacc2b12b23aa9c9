import type { IncomingMessage } from 'node:http';
import type { Rule } from '../../../pipeline/rules/rule';
import type { KeptTemporal } from '../../temporal/kept-connection';
import { type Answer, HttpError } from '../response';
import { registrationOf } from '../settings/registration';
import { secretsOf } from '../settings/secrets';
import { signatureProblem } from '../signature';
import { readBody } from './body';
import { parsePush } from './parse-push';
import { receive } from './receive';

interface Known {
  /** What was installed, and its secrets. */
  readonly hooks: string;
  readonly temporal: KeptTemporal;
  /** The rules that pipelines are held to beside the model's. */
  readonly policy: readonly Rule[];
}

/** Verifies a message byte for byte, understands it, and acts on it: in this order, so that nothing unsigned is ever looked into. */
export async function answerTo(request: IncomingMessage, { hooks, temporal, policy }: Known): Promise<Answer> {
  try {
    const key = keyIn(request);
    if (key === undefined) return { status: 200, message: 'slipway serve listens' };
    const registered = await registrationOf(hooks, key);
    if (registered === undefined) throw new HttpError(404, `no repository is known as ${key}: see slipway hook install`);
    if (!isJson(request)) throw new HttpError(415, 'the message must be application/json');
    const body = await readBody(request);
    const wrong = signatureProblem(signatureOf(request), body, { secrets: await secretsOf(hooks, key), seconds: now() });
    if (wrong !== undefined) throw new HttpError(401, wrong);
    return await receive(parsePush(body), { ...registered, policy }, temporal);
  } catch (err) {
    if (err instanceof HttpError) return err.answer;
    throw err;
  }
}

/** The key of the repository that a message is about; `undefined` for who only asks whether anybody listens. */
function keyIn({ method, url = '/' }: IncomingMessage): string | undefined {
  const [, key] = /^\/hooks\/([^/?]+)$/.exec(url) ?? [];
  if (key === undefined && url !== '/health')
    throw new HttpError(404, `there is nothing at ${url}: pushes go to /hooks/<repository>`);
  const allow = key === undefined ? 'GET' : 'POST';
  if (method !== allow) throw new HttpError(405, `${url} takes ${allow} only`, { headers: { allow } });
  return key;
}

const isJson = ({ headers }: IncomingMessage): boolean => /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');

const signatureOf = ({ headers }: IncomingMessage) => ({
  'slipway-timestamp': oneOf(headers['slipway-timestamp']),
  'slipway-signature': oneOf(headers['slipway-signature']),
});

const oneOf = (header: string | string[] | undefined): string | undefined => (typeof header === 'string' ? header : undefined);

const now = (): number => Math.floor(Date.now() / 1000);
