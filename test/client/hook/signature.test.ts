import { createHmac } from 'node:crypto';
import { sign, signatureProblem } from '../../../client/hook/signature';

const body = Buffer.from('{"ref":"refs/heads/main"}');
const at = 1_700_000_000;
const known = (...secrets: string[]) => ({ secrets, seconds: at });

describe('a signature', () => {
  test('is the HMAC-SHA256 of the timestamp, a dot and the body, as any program can compute it', () => {
    const digest = createHmac('sha256', 'a secret').update(`${at}.{"ref":"refs/heads/main"}`).digest('hex');
    expect(sign('a secret', body, at)).toEqual({ 'slipway-timestamp': String(at), 'slipway-signature': `sha256=${digest}` });
  });

  test('is valid with any of several secrets, so that a new one can follow an old one', () => {
    for (const secret of ['new', 'old'])
      expect(signatureProblem(sign(secret, body, at), body, known('new', 'old'))).toBeUndefined();
    expect(signatureProblem(sign('forgotten', body, at), body, known('new', 'old'))).toMatch(/^the signature does not match: /);
  });

  test('is never valid if there is no secret', () => {
    expect(signatureProblem(sign('', body, at), body, known())).toMatch(/^the signature does not match: /);
  });

  test.each([
    [-300, undefined],
    [300, undefined],
    [-301, /^the timestamp differs by 301 s from this clock/],
    [301, /^the timestamp differs by 301 s from this clock/],
  ])('that is %i seconds from now gives: %s', (seconds, sentence) => {
    const problem = signatureProblem(sign('a secret', body, at + seconds), body, known('a secret'));
    if (sentence === undefined) expect(problem).toBeUndefined();
    else expect(problem).toMatch(sentence);
  });

  test.each([
    '',
    'sha256=',
    `sha256=${'g'.repeat(64)}`,
    `sha1=${'0'.repeat(64)}`,
    `sha256=${'0'.repeat(62)}`,
    `sha256=${'0'.repeat(66)}`,
  ])('with the text %j is invalid', (signature) => {
    const headers = { ...sign('a secret', body, at), 'slipway-signature': signature };
    expect(signatureProblem(headers, body, known('a secret'))).toMatch(/not signed|cannot be read/);
  });

  test.each(['', '-1', '1e9', `${at}.0`, 'now'])('with the timestamp %j is invalid', (timestamp) => {
    const headers = { ...sign('a secret', body, at), 'slipway-timestamp': timestamp };
    expect(signatureProblem(headers, body, known('a secret'))).toMatch(/not signed|cannot be read/);
  });
});
