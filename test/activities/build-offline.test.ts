import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { offline } from '../../platform/sandbox';
import { describeBehind, processesWith, until } from '../platform/a-fence';
import { aListener } from '../platform/a-listener';
import { AWorkshop, aService, copying } from './builders/a-build';
import { aFolder } from './builders/a-site';
import { anActivity } from './builders/an-activity';

const workshop = new AWorkshop();
const [, , copyAll = ''] = copying;

type Network = 'none' | 'allowed';

/** A build that runs a script of the shell, and then fills its output. */
const sh = (script: string, network: Network = 'none') =>
  ({ build: { run: ['sh', '-c', `set -e; ${script}\n${copyAll}`], output: 'dist', network } }) as const;
const node = (script: string, network?: Network) => sh(`node -e "${script}"`, network);
const because = (sentence: string | RegExp) => ({ kind: 'refused', because: expect.stringMatching(sentence) });

describeBehind(offline, 'a build that is to reach no network', () => {
  it('reaches no server of this machine, which one that may reach it does', async () => {
    const listener = await aListener();
    const connecting = `require('net').connect(${listener.port}, '127.0.0.1')`;
    expect(await workshop.build(aService(), node(connecting))).toEqual(because(/ended with code 1:\n[\s\S]*ECONNREFUSED/));
    expect(listener.calls()).toBe(0);
    expect(await workshop.build(aService(), node(connecting, 'allowed'))).toMatchObject({ kind: 'built' });
    expect(listener.calls()).toBe(1);
  });

  it('reaches none in its unit tests', async () => {
    const listener = await aListener();
    const unitTests = [`node -e "require('net').connect(${listener.port}, '127.0.0.1')"`];
    const build = { unitTests, run: copying, output: 'dist', network: 'none' } as const;
    expect(await workshop.build(aService(), { build })).toEqual(because(/^the unit test [\s\S]*ECONNREFUSED/));
    expect(listener.calls()).toBe(0);
  });

  it('cannot go back to the network of the worker', async () => {
    expect(await workshop.build(aService(), sh(`nsenter --net=/proc/${process.pid}/ns/net true`))).toEqual(because('nsenter: '));
  });

  it('talks to a server of its own', async () => {
    const talking = `const server = require('net').createServer((socket) => { socket.end(); server.close(); });
      server.listen(0, '127.0.0.1', () => require('net').connect(server.address().port, '127.0.0.1').resume());`;
    expect(await workshop.build(aService(), node(talking))).toMatchObject({ kind: 'built' });
  });

  it('yields the release that it would yield with a network', async () => {
    const repository = aService();
    expect(await workshop.build(repository, sh(''))).toEqual(await workshop.build(repository, sh('', 'allowed')));
  });

  it('runs as the worker’s user, where it would run, sees what it would see, and has no right more', async () => {
    const seenWith = async (network: Network) => {
      const file = join(aFolder(), 'seen');
      const seen = "id -u; pwd | sed 's/checkout-.*//'; env -u PWD -u OLDPWD -u SHLVL -u _ | sort; grep CapAmb /proc/self/status";
      expect(await workshop.build(aService(), sh(`{ ${seen}; } > ${file}`, network))).toMatchObject({ kind: 'built' });
      return readFileSync(file, 'utf8');
    };
    const seen = await seenWith('none');
    expect(seen).toBe(await seenWith('allowed'));
    expect(seen).toMatch(new RegExp(`^${process.getuid?.()}\n.*\n(.*\n)+CapAmb:\\s*0+\n$`));
  });

  it('keeps none of the rights over its network that made it, as root neither', async () => {
    const file = join(aFolder(), 'rights');
    await workshop.build(aService(), sh(`grep -E 'Cap(Eff|Prm|Bnd)' /proc/self/status > ${file}`));
    expect(readFileSync(file, 'utf8')).toMatch(/^(Cap\w+:\s*0+\n){3}$/);
  });

  it('is refused when its program is not there', async () => {
    const build = { run: ['no-such-program'], output: 'dist', network: 'none' } as const;
    expect(await workshop.build(aService(), { build })).toEqual(
      because('the build `no-such-program` ended with code 127:\n.*no-such-program'),
    );
  });

  it('that is cancelled leaves no process behind', async () => {
    const activity = anActivity();
    const mark = `offline-${process.pid}`;
    const endless = `sh -c 'while :; do sleep 1; done' ${mark} & node -e "for (;;);" -- ${mark} & wait`;
    const ended = expect(workshop.build(aService(), sh(endless), activity)).rejects.toMatchObject({ name: 'CancelledFailure' });
    await until(() => processesWith(mark).length >= 3); // the two, and the shell that waits for them
    activity.cancel();
    await ended;
    await until(() => processesWith(mark).length === 0);
  });
});
