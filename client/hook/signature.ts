import { createHmac, timingSafeEqual } from 'node:crypto';

/** The two headers that say when a message was signed and with what. */
export interface Signed {
  /** Seconds since 1970, by the sender's clock. */
  readonly 'slipway-timestamp': string;
  /** `sha256=` and the HMAC in hexadecimal, of the timestamp, a dot, and the body byte for byte. */
  readonly 'slipway-signature': string;
}

/** How far the clocks of sender and receiver may be apart, and how long a message that was overheard is worth anything. */
const windowSeconds = 300;

export function sign(secret: string, body: Buffer, seconds: number): Signed {
  const timestamp = String(seconds);
  return {
    'slipway-timestamp': timestamp,
    'slipway-signature': `sha256=${hmac(secret, timestamp, body).toString('hex')}`,
  };
}

/** What is wrong with a signature; `undefined` where one of the secrets made it within the window. */
export function signatureProblem(
  headers: { readonly [name in keyof Signed]?: string | undefined },
  body: Buffer,
  { secrets, seconds }: { secrets: readonly string[]; seconds: number },
): string | undefined {
  const { 'slipway-timestamp': timestamp = '', 'slipway-signature': signature = '' } = headers;
  if (timestamp === '' || signature === '') return 'the message is not signed: it needs slipway-timestamp and slipway-signature';
  const [, digits] = /^sha256=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (digits === undefined || !/^\d{1,12}$/.test(timestamp))
    return 'the signature cannot be read: it is sha256= and 64 hexadecimal digits, the timestamp is in whole seconds';
  const given = Buffer.from(digits, 'hex');
  const made = secrets.map((secret) => timingSafeEqual(hmac(secret, timestamp, body), given)); // each, so that time tells nothing
  if (!made.includes(true)) return 'the signature was made with no secret that is known here, or for another message';
  const apart = Math.abs(seconds - Number(timestamp));
  return apart <= windowSeconds
    ? undefined
    : `the message was signed ${apart} s ago or ahead, and ${windowSeconds} are allowed: send it anew, or set the clocks`;
}

const hmac = (secret: string, timestamp: string, body: Buffer): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
