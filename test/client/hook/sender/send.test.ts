import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { nothing, type Push } from '../../../../client/hook/push';
import { told } from '../../../../client/hook/sender/lines-for-pusher';
import { pushesOf } from '../../../../client/hook/sender/pushes';
import { sendPush } from '../../../../client/hook/sender/send';

const push: Push = { ref: 'refs/heads/main', before: nothing, after: 'a'.repeat(40), pipeline: 'pipeline.ts' };

/** Something that listens where `slipway serve` should. */
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

const sent = (listener: RequestListener, withinMs = 15_000) =>
  against(listener, (url) => sendPush(url, push, { secret: 'a secret', withinMs }));

describe('a message to slipway serve', () => {
  test('that is never answered is given up, because somebody waits', async () => {
    expect(await sent(() => {}, 300)).toEqual({ kind: 'unheard', why: 'no answer within 0.3 s, so it may have heard or not' });
  });

  test('whose answer never ends is given up', async () => {
    expect(await sent((_, response) => void response.write('{'), 300)).toMatchObject({ kind: 'unheard' });
  });

  test.each([
    ['a page', 502, '<h1>Bad Gateway</h1>'],
    ['JSON of another program', 200, '{"ok":true}'],
  ])('that something else answers with %s is not taken for heard', async (_, status, text) => {
    const answer = await sent((__, response) => void response.writeHead(status).end(text));
    expect(answer).toEqual({ kind: 'unheard', why: `something that is not slipway serve answered ${status}` });
  });

  test('is not carried on to where a redirection leads', async () => {
    const answer = await sent((_, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end());
    expect(answer).toEqual({ kind: 'unheard', why: 'something that is not slipway serve answered 307' });
  });
});

describe('who pushes', () => {
  test.each([202, 200, 422])('sees the answer as it is, of status %i', (status) => {
    const answer = { status, message: 'so it is', problems: ['name: wrong'] };
    expect(told({ kind: 'answered', answer }, push, '/srv/shop.git')).toEqual(['slipway: so it is', 'slipway:   name: wrong']);
  });

  test('sees how to hand over by hand what was rewritten', () => {
    const answer = { status: 409, message: 'main was rewritten' };
    expect(told({ kind: 'answered', answer }, push, '/srv/shop.git')).toEqual([
      'slipway: main was rewritten',
      `slipway:   to hand it over all the same: slipway submit --repository /srv/shop.git --commit ${push.after} --pipeline pipeline.ts`,
    ]);
  });

  test.each([400, 401, 404, 413, 415, 500, 503])('sees what to do where it was not heard, of status %i', (status) => {
    expect(told({ kind: 'answered', answer: { status, message: 'so it is' } }, push, '/srv/shop.git')).toEqual([
      `slipway could not be told (so it is); the next push brings this one along, or run: slipway submit --repository /srv/shop.git --commit ${push.after} --pipeline pipeline.ts`,
    ]);
  });
});

test('of all that a push moved, each pipeline of each branch is told, and nothing else', () => {
  const refs = ['refs/heads/main', 'refs/heads/topic', 'refs/tags/main', 'refs/heads/release'].map(
    (ref) => `${nothing} ${push.after} ${ref}\n`,
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
