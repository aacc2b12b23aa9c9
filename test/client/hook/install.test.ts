import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sign } from '../../../client/hook/signature';
import { aSentence } from '../cli/a-shell';
import { AGitServer } from './a-git-server';

const now = () => Math.floor(Date.now() / 1000);

describe('slipway hook install', () => {
  test('writes a hook that can be run, a secret that only its owner can read, and what serve has to know; told twice is done once', async () => {
    const world = await AGitServer.start();
    const install = ['hook', 'install', world.bare, '--branch', 'main', '--pipeline', './deploy/../pipeline.ts'];
    const { code, out } = await world.slipway(...install);
    expect({ code, out }).toEqual({
      code: 0,
      out: `pushes to main of ${world.bare} become changes of pipeline.ts\nthey are told to http://127.0.0.1:7480, where this must run, alone or as a part of slipway up: slipway serve\n`,
    });
    expect(statSync(join(world.bare, 'hooks/post-receive')).mode & 0o777).toBe(0o755);
    const secret = join(world.hooks, world.key, 'secrets/1');
    expect(statSync(secret).mode & 0o777).toBe(0o600);
    const before = [await world.hook(), readFileSync(secret, 'utf8')];
    const again = await world.slipway(...install, '--json');
    expect(JSON.parse(again.out)).toEqual({
      repository: world.bare,
      url: 'http://127.0.0.1:7480',
      pipelines: [{ branch: 'main', file: 'pipeline.ts' }],
    });
    expect([await world.hook(), readFileSync(secret, 'utf8')]).toEqual(before);
    expect(existsSync(join(world.hooks, world.key, 'secrets/2'))).toBe(false);
  });

  test('keeps what was installed before, and where it is told, when another branch follows', async () => {
    const world = await AGitServer.start();
    await world.slipway(
      'hook',
      'install',
      world.bare,
      '-b',
      'main',
      '-p',
      'pipeline.ts',
      '--url',
      'https://slipway.example.com/',
    );
    const { out } = await world.slipway('hook', 'install', world.bare, '-b', 'release', '-p', 'pipeline.ts', '--json');
    expect(JSON.parse(out)).toMatchObject({
      url: 'https://slipway.example.com/',
      pipelines: [{ branch: 'main' }, { branch: 'release' }],
    });
  });

  test('finds the hooks of a repository that is not bare, also where git keeps them elsewhere', async () => {
    const world = await AGitServer.start();
    const clone = join(world.folder, 'clone');
    await world.git('config', 'core.hooksPath', 'my-hooks');
    const { out } = await world.slipway('hook', 'install', clone, '-b', 'main', '-p', 'pipeline.ts', '--json');
    expect(JSON.parse(out)).toMatchObject({ repository: join(clone, '.git') });
    expect(existsSync(join(clone, 'my-hooks/post-receive'))).toBe(true);
  });

  test('leaves a hook of somebody else as it is, and calls it first once it was given its place', async () => {
    const world = await AGitServer.start();
    const [theirs, place] = [join(world.bare, 'hooks/post-receive'), join(world.bare, 'hooks/post-receive.local')];
    writeFileSync(theirs, '#!/bin/sh\nwhile read before after ref; do echo "theirs: $ref"; done\nexit 1\n');
    const refused = await world.slipway('hook', 'install', world.bare, '-b', 'main', '-p', 'pipeline.json');
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: `${theirs} is there already and not Slipway's: rename it to post-receive.local and install again. Slipway's calls it first, with the same input\n`,
    });
    expect(existsSync(join(world.hooks, world.key))).toBe(false);
    writeFileSync(place, readFileSync(theirs));
    chmodSync(place, 0o755);
    writeFileSync(theirs, '# post-receive of Slipway, of an older one');
    await world.install();
    await world.commit({ 'pipeline.json': world.pipeline() });
    const [first, second] = await world.push('main');
    expect(first).toBe('theirs: refs/heads/main');
    expect(second).toMatch(/^slipway: .* is on its way; /);
  });

  test.each([
    [['--branch', 'main', '--pipeline', '../pipeline.ts'], /^--pipeline \.\.\/pipeline\.ts leads out of the repository: /],
    [['--branch', 'main', '--pipeline', '/srv/pipeline.ts'], /^--pipeline \/srv\/pipeline\.ts leads out of the repository: /],
    [
      ['--branch', 'main', '--pipeline', 'p.ts', '--url', 'localhost:7480'],
      /^--url localhost:7480 is no address of slipway serve: /,
    ],
    [
      ['--branch', 'main', '--pipeline', 'p.ts', '--secret-file', '/nowhere/secret'],
      /^the secret in \/nowhere\/secret cannot be read: /,
    ],
    [
      ['--branch', 'main', '--pipeline', 'p.ts', '--secret-file', '/dev/null'],
      /^the secret in \/dev\/null is shorter than 16 characters/,
    ],
    [['--pipeline', 'p.ts'], /^error: required option '-b, --branch <name>' not specified/],
    [['--branch', '', '--pipeline', 'p.ts'], /^--branch "" is no name of a branch: write it as in main$/m],
    [['--branch', 'two words', '--pipeline', 'p.ts'], /^--branch "two words" is no name of a branch: /],
    [['--branch', 'refs/heads/main', '--pipeline', 'p.ts'], /^--branch "refs\/heads\/main" is no name of a branch: /],
    [['--branch', 'main', '--pipeline', ''], /^--pipeline "" is no file: it is the file's path in what is pushed/],
    [['--branch', 'main', '--pipeline', 'deploy/'], /^--pipeline "deploy\/" is no file: /],
  ])('refuses %j with 2 and a sentence, and does nothing', async (args, sentence) => {
    const world = await AGitServer.start();
    const { code, err } = await world.slipway('hook', 'install', world.bare, ...args);
    expect(err).toMatch(sentence);
    expect({ code, isSentence: aSentence(err) }).toEqual({ code: 2, isSentence: true });
    expect(existsSync(join(world.hooks, world.key))).toBe(false);
    expect(existsSync(join(world.bare, 'hooks/post-receive'))).toBe(false);
  });

  test('refuses what is no repository', async () => {
    const world = await AGitServer.start();
    const { code, err } = await world.slipway('hook', 'install', world.folder, '-b', 'main', '-p', 'p.ts');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/ is no git repository \(fatal: not a git repository/) });
  });
});

describe('slipway hook rotate', () => {
  test('has a new secret sign, takes the one before still, and forgets what is older; serve is not told and knows', async () => {
    const world = await AGitServer.start();
    const file = join(world.folder, 'secret');
    writeFileSync(file, 'correct horse battery staple\n');
    await world.slipway(
      'hook',
      'install',
      world.bare,
      '-b',
      'main',
      '-p',
      'pipeline.json',
      '--url',
      world.serve.url,
      '--secret-file',
      file,
    );
    expect(await world.secret()).toBe('correct horse battery staple');
    await world.commit({ 'pipeline.json': world.pipeline() });
    const body = world.message('a'.repeat(40), { ref: 'refs/heads/topic' });
    const statusWith = async (secret: string) => {
      const { status } = await world.post(body, { headers: { ...sign(secret, Buffer.from(body), now()) } });
      return status;
    };
    expect(await world.slipway('hook', 'rotate', world.bare)).toEqual({
      code: 0,
      out: `a new secret signs the pushes to ${world.bare}; the one before still verifies\n`,
      err: '',
    });
    const second = await world.secret();
    expect([await statusWith('correct horse battery staple'), await statusWith(second)]).toEqual([200, 200]);
    await world.slipway('hook', 'rotate', world.bare);
    expect([await statusWith('correct horse battery staple'), await statusWith(second)]).toEqual([401, 200]);
    expect(await world.push('main')).toEqual([expect.stringMatching(/ is on its way; /)]);
  });

  test('of a repository that has no hook is refused with a sentence', async () => {
    const world = await AGitServer.start();
    const { code, err } = await world.slipway('hook', 'rotate', world.bare);
    expect({ code, err }).toEqual({ code: 1, err: `${world.bare} has no hook of Slipway's: see slipway hook install\n` });
  });
});

describe('slipway serve', () => {
  test.each(['-1', '65536', 'http', '80x'])('refuses the port %j with 2 and a sentence', async (port) => {
    const world = await AGitServer.start();
    const { code, err } = await world.slipway('serve', `--port=${port}`);
    expect({ code, err }).toEqual({ code: 2, err: `--port ${port} is no port: it is a number up to 65535\n` });
  });

  test('says that its place is taken, with 3', async () => {
    const world = await AGitServer.start();
    const { code, err } = await world.slipway('serve', '--port', new URL(world.serve.url).port);
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/^slipway serve cannot listen on 127\.0\.0\.1:\d+ \(.*EADDRINUSE/),
    });
    expect(aSentence(err)).toBe(true);
  });
});
