import { connect } from 'node:net';
import { sign } from '../../../client/hook/signature';
import { aSentence } from '../cli/a-shell';
import { AGitServer, AServe } from './a-git-server';

let world: AGitServer;
let head: string;

beforeAll(async () => {
  world = await AGitServer.start();
  await world.install();
  head = await world.commit({ 'pipeline.json': world.pipeline() });
  await world.pushSilently('main');
});

/** Whatever is wrong with a message, it must start nothing. */
afterEach(async () => {
  expect(await world.merges()).toEqual([]);
});

const now = () => Math.floor(Date.now() / 1000);

describe('slipway serve answers', () => {
  test.each([
    ['GET', '/health', 200, /^slipway serve listens$/],
    ['POST', '/health', 405, /^\/health accepts only GET$/],
    ['GET', '/', 404, /^nothing is at \/: send pushes to \/hooks\/<repository>$/],
    ['POST', '/hooks', 404, /^nothing is at \/hooks: /],
    ['POST', '/hooks/shop-00000000', 404, /^no repository is registered as shop-00000000: /],
    ['POST', '/hooks/..%2f..%2fetc-00000000', 404, /^no repository is registered as /],
    ['POST', '/hooks/../hooks/x', 404, /^no repository is registered as x: /],
  ])('%s %s with %i and a sentence', async (method, path, status, sentence) => {
    const response = await world.post(world.message(head), { method, path });
    expect(response).toMatchObject({ status, said: { message: expect.stringMatching(sentence) } });
    expect(response.headers.get('allow')).toBe(status === 405 ? 'GET' : null);
  });

  test('another method with 405, and names the one that it accepts', async () => {
    const answer = await world.post('', { method: 'GET' });
    expect({ status: answer.status, allow: answer.headers.get('allow') }).toEqual({ status: 405, allow: 'POST' });
  });

  test.each([
    ['of another content type', { 'content-type': 'application/x-www-form-urlencoded' }, 415, /must be application\/json$/],
    ['that is not signed', { 'slipway-signature': '' }, 401, /^the message is not signed: /],
    ['without a timestamp', { 'slipway-timestamp': '' }, 401, /^the message is not signed: /],
    ['whose signature has the wrong form', { 'slipway-signature': 'sha256=zz' }, 401, /^the signature cannot be read: /],
    [
      'whose signature belongs to another message',
      { 'slipway-signature': `sha256=${'0'.repeat(64)}` },
      401,
      /^the signature does not match: /,
    ],
    ['whose timestamp was altered', { 'slipway-timestamp': '1700000000' }, 401, /^the signature does not match: /],
  ])('a message %s with its status and a sentence', async (_, headers, status, sentence) => {
    expect(await world.post(world.message(head), { headers })).toMatchObject({
      status,
      said: { message: expect.stringMatching(sentence) },
    });
  });

  test.each([-360, 360])(
    'a message that was signed %i seconds from now with 401, even if the signature is right',
    async (seconds) => {
      const body = world.message(head);
      const headers = { ...sign(await world.secret(), Buffer.from(body), now() + seconds) };
      expect(await world.post(body, { headers })).toMatchObject({
        status: 401,
        said: { message: expect.stringMatching(/set the clocks$/) },
      });
    },
  );

  test('a body with one byte more than was signed with 401', async () => {
    const headers = { ...sign(await world.secret(), Buffer.from(world.message(head)), now()) };
    expect(await world.post(`${world.message(head)} `, { headers })).toMatchObject({ status: 401 });
  });

  test.each([
    ['not JSON', 'ref=main', /^the message is not JSON$/],
    ['empty', '', /^the message is not JSON$/],
    ['null', 'null', /^the message is not a push: the message: /],
    ['of another shape', '{"ref":7,"before":"x"}', /^the message is not a push: ref: .*; before: expected a commit.*; after: /],
    [
      'a push with an unknown field',
      JSON.stringify({ ref: 'refs/heads/main', before: '0'.repeat(40), after: '1'.repeat(40), pipeline: 'p', admin: true }),
      /^the message is not a push: the message: .*"admin"/,
    ],
  ])('a signed message that is %s with 400 and a sentence', async (_, body, sentence) => {
    expect(await world.post(body)).toMatchObject({ status: 400, said: { message: expect.stringMatching(sentence) } });
  });

  test('10 MB with 413, whether the length is announced or not', async () => {
    const tooLong = { status: 413, said: { message: 'the message is longer than 256 KiB: a push is much shorter' } };
    expect(await world.post('x'.repeat(10_000_000))).toMatchObject(tooLong);
    const chunks = new ReadableStream({
      start(controller) {
        for (let chunk = 0; chunk < 100; chunk += 1) controller.enqueue(new Uint8Array(100_000));
        controller.close();
      },
    });
    const headers = { 'content-type': 'application/json' };
    const options = { method: 'POST', headers, body: chunks, duplex: 'half' as const };
    const response = await fetch(`${world.serve.url}/hooks/${world.key}`, options);
    expect({ status: response.status, said: await response.json() }).toMatchObject(tooLong);
  });

  test('an announcement of 10 MB without waiting for the body', async () => {
    const { port, hostname } = new URL(world.serve.url);
    const socket = connect(Number(port), hostname);
    const answer = new Promise<string>((done) => socket.once('data', (data) => done(data.toString())));
    socket.write(
      `POST /hooks/${world.key} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n`,
    );
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});

describe('slipway serve starts nothing for a correctly signed push', () => {
  test.each([
    ['to another branch', { ref: 'refs/heads/topic' }, 200, /^nothing to do: no pipeline is registered for refs\/heads\/topic$/],
    ['of a tag', { ref: 'refs/tags/main' }, 200, /^nothing to do: no pipeline is registered for refs\/tags\/main$/],
    ['that deletes the branch', { after: '0'.repeat(40) }, 200, /^nothing to do: main was deleted$/],
    [
      'for a pipeline file that was not installed',
      { pipeline: '../other.ts' },
      404,
      /^the pipeline file \.\.\/other\.ts is not registered for main: /,
    ],
    [
      'of a commit that does not exist',
      { after: 'a'.repeat(40) },
      409,
      /^main does not contain aaaaaaa, so nothing was started$/,
    ],
    [
      'after a commit that does not exist',
      { before: 'b'.repeat(40) },
      409,
      /^main was rewritten: \w{7} does not contain bbbbbbb, /,
    ],
  ])('%s', async (_, more, status, sentence) => {
    expect(await world.post(world.message(head, more))).toMatchObject({
      status,
      said: { message: expect.stringMatching(sentence) },
    });
  });

  test('of a commit that is not on the branch', async () => {
    await world.git('checkout', '--quiet', '-b', 'aside');
    const aside = await world.commit();
    await world.pushSilently('aside');
    await world.git('checkout', '--quiet', 'main');
    expect(await world.post(world.message(aside))).toMatchObject({
      status: 409,
      said: { message: expect.stringMatching(/^main does not contain /) },
    });
  });

  test('while Temporal cannot be reached, and says when to try again', async () => {
    const serve = await AServe.start('127.0.0.1:1');
    const alone = await AGitServer.start(serve);
    await alone.install();
    const commit = await alone.commit({ 'pipeline.json': alone.pipeline() });
    await alone.pushSilently('main');
    const answer = await alone.post(alone.message(commit));
    expect(answer).toMatchObject({
      status: 503,
      said: { message: expect.stringMatching(/^Temporal does not answer at 127\.0\.0\.1:1: /) },
    });
    expect(answer.headers.get('retry-after')).toBe('10');
    expect(aSentence(answer.said.message ?? '')).toBe(true);
    expect(await serve.stop()).toBe(0);
  });
});
