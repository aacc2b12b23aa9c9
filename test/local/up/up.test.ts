import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../../local/process/is-alive';
import { aSentence } from '../../client/cli/a-shell';
import { until } from '../../workflows/builders/until';
import { ADirectory, APusher } from './a-slipway-up';

const pidOf = (directory: ADirectory, part: string): number => directory.parts()[part] ?? Number.NaN;

describe('slipway up', () => {
  test('makes a push a change, refuses a second slipway up, stops everything on a signal, and keeps its state for the next time', async () => {
    const directory = new ADirectory();
    const up = await directory.up();
    const parts = directory.parts();
    expect(Object.keys(parts)).toEqual(['temporal', 'emulator', 'worker', 'serve']);
    const second = await directory.slipway(up, 'up');
    expect(second.err).toMatch(
      /^slipway up already runs here, as process \d+: use that one, stop it with Ctrl-C or kill \d+, or set /,
    );
    expect(second.code).toBe(3);
    const pusher = new APusher();
    const install = ['hook', 'install', pusher.bare, '--branch', 'main', '--pipeline', 'pipeline.json', ...up.hookUrl];
    expect(await directory.slipway(up, ...install)).toMatchObject({ code: 0 });
    const { change, shown } = await pusher.push();
    expect(shown).toContain(`slipway: ${change} is on its way; follow it with: slipway watch ${change}`);
    await up.prints(/ {2}push: 202 {2}shop\//);
    expect(await directory.changes(up)).toEqual([change]);

    const another = new ADirectory(); // with the servers of the first, and none of its own
    const guest = await another.up(up.servers);
    expect(Object.keys(another.parts())).toEqual(['worker', 'serve']);
    expect(await another.changes(guest)).toEqual([change]);
    expect(await guest.end('SIGINT')).toBe(0);

    expect(await up.end('SIGINT')).toBe(0);
    expect(Object.values(parts).filter(isAlive)).toEqual([]);

    const next = await directory.up();
    expect(await directory.changes(next)).toEqual([change]);
    expect((await pusher.push()).shown).toContain('is on its way'); // at the port that the hook knows
    expect(await next.end('SIGTERM')).toBe(0);
  });

  test('restarts what dies, and stops what a killed slipway up left running', async () => {
    const directory = new ADirectory();
    const up = await directory.up();
    const before = directory.parts();
    for (const part of ['serve', 'worker', 'temporal']) process.kill(pidOf(directory, part), 'SIGKILL');
    for (const what of ['slipway serve', 'the worker', 'the Temporal server']) {
      await up.prints(new RegExp(` {2}${what} \\(process \\d+\\) has died and will be restarted`));
      await up.prints(new RegExp(` {2}${what} is running again, as process \\d+`));
    }
    for (const part of ['serve', 'worker', 'temporal']) expect(pidOf(directory, part)).not.toBe(before[part]);
    process.kill(pidOf(directory, 'emulator'), 'SIGKILL');
    await up.prints(/ {2}the AWS emulator \(process \d+\) has died and lost what changed since slipway up started: /);
    expect(pidOf(directory, 'emulator')).toBe(before.emulator);

    await up.end('SIGKILL');
    const next = await directory.up();
    await next.prints(/ {2}stopping temporal \(process \d+\), which a killed slipway up left running/);
    expect(await next.end('SIGTERM')).toBe(0);
  });

  test.each([
    [{ TEMPORAL_ADDRESS: '127.0.0.1:1' }, 3, /^TEMPORAL_ADDRESS is 127\.0\.0\.1:1 and nothing answers there: start it, or unset/],
    [{ TEMPORAL_ADDRESS: 'temporal:web' }, 3, /^TEMPORAL_ADDRESS is temporal:web, which is not a host and port/],
    [{ TEMPORAL_PROFILE: 'none' }, 2, /^the settings for Temporal \(TEMPORAL_\*\) cannot be read: /],
    [{ SLIPWAY_FOLDER: '/dev/null' }, 3, /^ENOTDIR: not a directory, mkdir '\/dev\/null\/up'/],
  ])('that cannot start, as with %j, prints why and exits with %i', async (env, code, sentence) => {
    const up = new ADirectory().upTo(env);
    expect(await up.exit()).toBe(code);
    const output = up.lines.filter((line) => !/^\d\d:\d\d {2}/.test(line)).join('\n');
    expect(output).toMatch(sentence);
    expect(aSentence(output)).toBe(true);
  });

  test('that is stopped while it starts exits with 0 and leaves nothing running', async () => {
    const directory = new ADirectory();
    const up = directory.upTo();
    await until('its Temporal server runs', () => existsSync(join(directory.folder, '.slipway/up/state.json')));
    const { temporal = Number.NaN } = directory.parts();
    expect(await up.end('SIGINT')).toBe(0);
    expect(isAlive(temporal)).toBe(false);
    expect(directory.parts()).toEqual({});
    expect(up.lines.at(-1)).toMatch(/ {2}everything has stopped$/);
  });

  test('that cannot start a part stops the others', async () => {
    const directory = new ADirectory();
    const up = directory.upTo({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    await until('its Temporal server runs', () => existsSync(join(directory.folder, '.slipway/up/state.json')));
    expect(await up.exit()).toBe(3);
    expect(up.lines.at(-1)).toMatch(/^AWS_ENDPOINT_URL is http:\/\/127\.0\.0\.1:1 and nothing answers there: /);
    expect(directory.parts()).toEqual({});
  });
});
