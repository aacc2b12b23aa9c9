import { createHmac } from 'node:crypto';
import { sign, signatureProblem } from '../../../client/hook/signature';

const body = Buffer.from('{"ref":"refs/heads/main"}');
const at = 1_700_000_000;
const known = (...secrets: string[]) => ({ secrets, seconds: at });

describe('a signature', () => {
  test('is the HMAC-SHA256 of the timestamp, a dot and the body, as anybody can make it', () => {
    const made = createHmac('sha256', 'a secret').update(`${at}.{"ref":"refs/heads/main"}`).digest('hex');
    expect(sign('a secret', body, at)).toEqual({ 'slipway-timestamp': String(at), 'slipway-signature': `sha256=${made}` });
  });

  test('of any of several secrets is good, so that one can follow the other', () => {
    for (const secret of ['new', 'old'])
      expect(signatureProblem(sign(secret, body, at), body, known('new', 'old'))).toBeUndefined();
    expect(signatureProblem(sign('forgotten', body, at), body, known('new', 'old'))).toMatch(/no secret that is known here/);
  });

  test('is never good where no secret is known', () => {
    expect(signatureProblem(sign('', body, at), body, known())).toMatch(/no secret that is known here/);
  });

  test.each([
    [-300, undefined],
    [300, undefined],
    [-301, /^the message was signed 301 s ago or ahead/],
    [301, /^the message was signed 301 s ago or ahead/],
  ])('that is %i seconds from now is worth: %s', (seconds, sentence) => {
    const wrong = signatureProblem(sign('a secret', body, at + seconds), body, known('a secret'));
    if (sentence === undefined) expect(wrong).toBeUndefined();
    else expect(wrong).toMatch(sentence);
  });

  test.each([
    '',
    'sha256=',
    `sha256=${'g'.repeat(64)}`,
    `sha1=${'0'.repeat(64)}`,
    `sha256=${'0'.repeat(62)}`,
    `sha256=${'0'.repeat(66)}`,
  ])('that reads %j is none', (signature) => {
    const headers = { ...sign('a secret', body, at), 'slipway-signature': signature };
    expect(signatureProblem(headers, body, known('a secret'))).toMatch(/not signed|cannot be read/);
  });

  test.each(['', '-1', '1e9', `${at}.0`, 'now'])('at %j is none', (timestamp) => {
    const headers = { ...sign('a secret', body, at), 'slipway-timestamp': timestamp };
    expect(signatureProblem(headers, body, known('a secret'))).toMatch(/not signed|cannot be read/);
  });
});
