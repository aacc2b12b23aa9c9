import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sign } from '../../../client/hook/signature';
import { aSentence } from '../cli/a-shell';
import { AGitServer } from './a-git-server';

const now = () => Math.floor(Date.now() / 1000);

const install = (world: AGitServer, ...options: string[]) => world.slipway('hook', 'install', world.bare, ...options);

describe('slipway hook install', () => {
  test('writes an executable hook, a secret that only its owner can read, and a registration; idempotent', async () => {
    const world = await AGitServer.start();
    const options = ['--branch', 'main', '--pipeline', './deploy/../pipeline.ts'];
    const { code, out } = await install(world, ...options);
    expect({ code, out }).toEqual({
      code: 0,
      out: `pushes to main of ${world.bare} become changes of pipeline.ts\nthey are sent to http://127.0.0.1:7480: keep slipway serve running there (slipway up includes it)\n`,
    });
    expect(statSync(join(world.bare, 'hooks/post-receive')).mode & 0o777).toBe(0o755);
    const secret = join(world.hooks, world.key, 'secrets/1');
    expect(statSync(secret).mode & 0o777).toBe(0o600);
    const before = [await world.hook(), readFileSync(secret, 'utf8')];
    const again = await install(world, ...options, '--json');
    expect(JSON.parse(again.out)).toEqual({
      repository: world.bare,
      url: 'http://127.0.0.1:7480',
      pipelines: [{ branch: 'main', file: 'pipeline.ts' }],
    });
    expect([await world.hook(), readFileSync(secret, 'utf8')]).toEqual(before);
    expect(existsSync(join(world.hooks, world.key, 'secrets/2'))).toBe(false);
  });

  test('keeps the pipelines and the URL that were installed before when another branch follows', async () => {
    const world = await AGitServer.start();
    await install(world, '-b', 'main', '-p', 'pipeline.ts', '--url', 'https://slipway.example.com/');
    const { out } = await install(world, '-b', 'release', '-p', 'pipeline.ts', '--json');
    expect(JSON.parse(out)).toMatchObject({
      url: 'https://slipway.example.com/',
      pipelines: [{ branch: 'main' }, { branch: 'release' }],
    });
  });

  test('finds the hooks of a repository that is not bare, also if core.hooksPath moves them', async () => {
    const world = await AGitServer.start();
    const clone = join(world.folder, 'clone');
    await world.git('config', 'core.hooksPath', 'my-hooks');
    const { out } = await world.slipway('hook', 'install', clone, '-b', 'main', '-p', 'pipeline.ts', '--json');
    expect(JSON.parse(out)).toMatchObject({ repository: join(clone, '.git') });
    expect(existsSync(join(clone, 'my-hooks/post-receive'))).toBe(true);
  });

  test('leaves another hook as it is, and calls it first once it has its new name', async () => {
    const world = await AGitServer.start();
    const [theirs, place] = [join(world.bare, 'hooks/post-receive'), join(world.bare, 'hooks/post-receive.local')];
    writeFileSync(theirs, '#!/bin/sh\nwhile read before after ref; do echo "theirs: $ref"; done\nexit 1\n');
    const refused = await install(world, '-b', 'main', '-p', 'pipeline.json');
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: `${theirs} exists and is not Slipway's: rename it to post-receive.local and install again; Slipway's hook calls it first, with the same input\n`,
    });
    expect(existsSync(join(world.hooks, world.key))).toBe(false);
    writeFileSync(place, readFileSync(theirs));
    chmodSync(place, 0o755);
    writeFileSync(theirs, '# post-receive of Slipway, of an older version');
    await world.install();
    await world.commit({ 'pipeline.json': world.pipeline() });
    const [first, second] = await world.push('main');
    expect(first).toBe('theirs: refs/heads/main');
    expect(second).toMatch(/^slipway: .* is on its way; /);
  });

  test.each([
    [['--branch', 'main', '--pipeline', '../pipeline.ts'], /^--pipeline \.\.\/pipeline\.ts is outside the repository: /],
    [['--branch', 'main', '--pipeline', '/srv/pipeline.ts'], /^--pipeline \/srv\/pipeline\.ts is outside the repository: /],
    [['--branch', 'main', '--pipeline', 'p.ts', '--url', 'localhost:7480'], /^--url localhost:7480 is not an http address: /],
    [
      ['--branch', 'main', '--pipeline', 'p.ts', '--secret-file', '/nowhere/secret'],
      /^the secret in \/nowhere\/secret cannot be read: /,
    ],
    [
      ['--branch', 'main', '--pipeline', 'p.ts', '--secret-file', '/dev/null'],
      /^the secret in \/dev\/null can be guessed: it has fewer than 16 characters/,
    ],
    [['--pipeline', 'p.ts'], /^error: required option '-b, --branch <name>' not specified/],
    [['--branch', '', '--pipeline', 'p.ts'], /^--branch "" is not a branch name: write it as in main$/m],
    [['--branch', 'two words', '--pipeline', 'p.ts'], /^--branch "two words" is not a branch name: /],
    [['--branch', 'refs/heads/main', '--pipeline', 'p.ts'], /^--branch "refs\/heads\/main" is not a branch name: /],
    [['--branch', 'main', '--pipeline', ''], /^--pipeline "" is not a file: write its path in the pushed commit/],
    [['--branch', 'main', '--pipeline', 'deploy/'], /^--pipeline "deploy\/" is not a file: /],
  ])('refuses %j with 2 and a sentence, and does nothing', async (args, sentence) => {
    const world = await AGitServer.start();
    const { code, err } = await install(world, ...args);
    expect(err).toMatch(sentence);
    expect({ code, isSentence: aSentence(err) }).toEqual({ code: 2, isSentence: true });
    expect(existsSync(join(world.hooks, world.key))).toBe(false);
    expect(existsSync(join(world.bare, 'hooks/post-receive'))).toBe(false);
  });

  test('refuses a folder that is not a repository', async () => {
    const world = await AGitServer.start();
    const { code, err } = await world.slipway('hook', 'install', world.folder, '-b', 'main', '-p', 'p.ts');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/ is not a git repository \(fatal: not a git repository/),
    });
  });
});

describe('slipway hook rotate', () => {
  test('signs with a new secret, still accepts the one before, and deletes older ones; serve needs no restart', async () => {
    const world = await AGitServer.start();
    const file = join(world.folder, 'secret');
    writeFileSync(file, 'correct horse battery staple\n');
    await install(world, '-b', 'main', '-p', 'pipeline.json', '--url', world.serve.url, '--secret-file', file);
    expect(await world.secret()).toBe('correct horse battery staple');
    await world.commit({ 'pipeline.json': world.pipeline() });
    const body = world.message('a'.repeat(40), { ref: 'refs/heads/topic' });
    const statusWith = async (secret: string) => {
      const { status } = await world.post(body, { headers: { ...sign(secret, Buffer.from(body), now()) } });
      return status;
    };
    expect(await world.slipway('hook', 'rotate', world.bare)).toEqual({
      code: 0,
      out: `a new secret signs the pushes to ${world.bare}; the one before stays valid\n`,
      err: '',
    });
    const second = await world.secret();
    expect([await statusWith('correct horse battery staple'), await statusWith(second)]).toEqual([200, 200]);
    await world.slipway('hook', 'rotate', world.bare);
    expect([await statusWith('correct horse battery staple'), await statusWith(second)]).toEqual([401, 200]);
    expect(await world.push('main')).toEqual([expect.stringMatching(/ is on its way; /)]);
  });

  test('refuses a repository without the hook, in a sentence', async () => {
    const world = await AGitServer.start();
    const { code, err } = await world.slipway('hook', 'rotate', world.bare);
    expect({ code, err }).toEqual({
      code: 1,
      err: `${world.bare} does not have Slipway's hook: install it with slipway hook install\n`,
    });
  });
});

describe('slipway serve', () => {
  test.each(['-1', '65536', 'http', '80x'])('refuses the port %j with 2 and a sentence', async (port) => {
    const world = await AGitServer.start();
    const { code, err } = await world.slipway('serve', `--port=${port}`);
    expect({ code, err }).toEqual({ code: 2, err: `--port ${port} is not a port: write a number up to 65535\n` });
  });

  test('says that its port is taken, with 3', async () => {
    const world = await AGitServer.start();
    const { code, err } = await world.slipway('serve', '--port', new URL(world.serve.url).port);
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/^slipway serve cannot listen on 127\.0\.0\.1:\d+ \(.*EADDRINUSE/),
    });
    expect(aSentence(err)).toBe(true);
  });
});
