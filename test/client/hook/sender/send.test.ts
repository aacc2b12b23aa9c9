import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { noCommit, type Push } from '../../../../client/hook/push';
import { linesForPusher } from '../../../../client/hook/sender/lines-for-pusher';
import { pushesOf } from '../../../../client/hook/sender/pushes';
import { sendPush } from '../../../../client/hook/sender/send';

const push: Push = { ref: 'refs/heads/main', before: noCommit, after: 'a'.repeat(40), pipeline: 'pipeline.ts' };

/** Runs a server in place of `slipway serve`. */
async function against<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  try {
    return await use(`http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/hooks/shop`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const sent = (listener: RequestListener, timeoutMs = 15_000) =>
  against(listener, (url) => sendPush(url, push, { secret: 'a secret', timeoutMs }));

describe('a message to slipway serve', () => {
  test('that is never answered ends after a timeout, because a person waits', async () => {
    expect(await sent(() => {}, 300)).toEqual({ kind: 'unanswered', why: 'no answer within 0.3 s; it may still be received' });
  });

  test('whose answer never ends, ends after a timeout', async () => {
    expect(await sent((_, response) => void response.write('{'), 300)).toMatchObject({ kind: 'unanswered' });
  });

  test.each([
    ['an HTML page', 502, '<h1>Bad Gateway</h1>'],
    ['JSON of another program', 200, '{"ok":true}'],
  ])('that another server answers with %s counts as unanswered', async (_, status, text) => {
    const answer = await sent((__, response) => void response.writeHead(status).end(text));
    expect(answer).toEqual({ kind: 'unanswered', why: `${status} came from a server that is not slipway serve` });
  });

  test('does not follow a redirection', async () => {
    const answer = await sent((_, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end());
    expect(answer).toEqual({ kind: 'unanswered', why: '307 came from a server that is not slipway serve' });
  });
});

describe('the person who pushes', () => {
  test.each([202, 200, 422])('sees the response of status %i as it is', (status) => {
    const response = { status, message: 'so it is', problems: ['name: wrong'] };
    expect(linesForPusher({ kind: 'answered', response }, push, '/srv/shop.git')).toEqual([
      'slipway: so it is',
      'slipway:   name: wrong',
    ]);
  });

  test('sees how to submit a rewritten branch by hand', () => {
    const response = { status: 409, message: 'main was rewritten' };
    expect(linesForPusher({ kind: 'answered', response }, push, '/srv/shop.git')).toEqual([
      'slipway: main was rewritten',
      `slipway:   to submit it anyway: slipway submit --repository /srv/shop.git --commit ${push.after} --pipeline pipeline.ts`,
    ]);
  });

  test.each([400, 401, 404, 413, 415, 500, 503])(
    'sees what to do about status %i, by which the push was not received',
    (status) => {
      expect(linesForPusher({ kind: 'answered', response: { status, message: 'so it is' } }, push, '/srv/shop.git')).toEqual([
        `slipway did not receive this push (so it is): the next push includes it, or run slipway submit --repository /srv/shop.git --commit ${push.after} --pipeline pipeline.ts`,
      ]);
    },
  );
});

test('a push sends one message for each pipeline of each branch that moved, and no other', () => {
  const refs = ['refs/heads/main', 'refs/heads/topic', 'refs/tags/main', 'refs/heads/release'].map(
    (ref) => `${noCommit} ${push.after} ${ref}\n`,
  );
  const pipelines = [
    { branch: 'main', file: 'pipeline.ts' },
    { branch: 'main', file: 'infra.ts' },
    { branch: 'release', file: 'pipeline.ts' },
  ];
  expect(pushesOf(refs.join(''), { repository: '/srv/shop.git', url: '', pipelines })).toEqual([
    push,
    { ...push, pipeline: 'infra.ts' },
    { ...push, ref: 'refs/heads/release' },
  ]);
  expect(pushesOf('', { repository: '/srv/shop.git', url: '', pipelines })).toEqual([]);
});
