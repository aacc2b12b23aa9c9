import { createHmac, timingSafeEqual } from 'node:crypto';

/** The two headers that sign a message. */
export interface Signed {
  /** Seconds since 1970, by the sender's clock. */
  readonly 'slipway-timestamp': string;
  /** `sha256=` and the HMAC in hexadecimal, of the timestamp, a dot, and the body byte for byte. */
  readonly 'slipway-signature': string;
}

/** How far the clocks of sender and receiver may differ, and for how long a message that somebody recorded can be replayed. */
const toleranceSeconds = 300;

/** The headers for a body that is signed at `seconds` since 1970. */
export function sign(secret: string, body: Buffer, seconds: number): Signed {
  const timestamp = String(seconds);
  return {
    'slipway-timestamp': timestamp,
    'slipway-signature': `sha256=${hmac(secret, timestamp, body).toString('hex')}`,
  };
}

/** What is wrong with a signature; `undefined` if one of the secrets made it, not longer ago than the tolerance. */
export function signatureProblem(
  headers: { readonly [name in keyof Signed]?: string | undefined },
  body: Buffer,
  { secrets, seconds }: { secrets: readonly string[]; seconds: number },
): string | undefined {
  const { 'slipway-timestamp': timestamp = '', 'slipway-signature': signature = '' } = headers;
  if (timestamp === '' || signature === '')
    return 'the message is not signed: send the headers slipway-timestamp and slipway-signature';
  const [, digits] = /^sha256=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (digits === undefined || !/^\d{1,12}$/.test(timestamp))
    return 'the signature cannot be read: write it as sha256= and 64 hexadecimal digits, and the timestamp in whole seconds';
  const given = Buffer.from(digits, 'hex');
  const matches = secrets.map((secret) => timingSafeEqual(hmac(secret, timestamp, body), given)); // compares with each, so that the time taken reveals nothing
  if (!matches.includes(true)) return 'the signature does not match: no known secret made it, or it is of another message';
  const apart = Math.abs(seconds - Number(timestamp));
  return apart <= toleranceSeconds
    ? undefined
    : `the timestamp differs by ${apart} s from this clock, and ${toleranceSeconds} s are allowed: send the message again, or set the clocks`;
}

const hmac = (secret: string, timestamp: string, body: Buffer): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
