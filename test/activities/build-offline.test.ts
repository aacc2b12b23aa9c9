import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { offline } from '../../platform/sandbox';
import { aFolder } from '../a-folder';
import { aListener } from '../platform/a-listener';
import { describeInSandbox, processesWith, until } from '../platform/a-sandbox';
import { ABuildWorker, aService, copyCommand } from './builders/a-build';
import { anActivity } from './builders/an-activity';

const worker = new ABuildWorker();
const [, , copyAll = ''] = copyCommand;

type Network = 'none' | 'allowed';

/** A build that runs a shell script, and then fills its output. */
const sh = (script: string, network: Network = 'none') =>
  ({ build: { run: ['sh', '-c', `set -e; ${script}\n${copyAll}`], output: 'dist', network } }) as const;
const node = (script: string, network?: Network) => sh(`node -e "${script}"`, network);
const because = (sentence: string | RegExp) => ({ kind: 'refused', because: expect.stringMatching(sentence) });

describeInSandbox(offline, 'a build without a network', () => {
  test('cannot connect to a server on this machine, unlike a build with a network', async () => {
    const listener = await aListener();
    const connecting = `require('net').connect(${listener.port}, '127.0.0.1')`;
    expect(await worker.build(aService(), node(connecting))).toEqual(because(/ended with code 1:\n[\s\S]*ECONNREFUSED/));
    expect(listener.calls()).toBe(0);
    expect(await worker.build(aService(), node(connecting, 'allowed'))).toMatchObject({ kind: 'built' });
    expect(listener.calls()).toBe(1);
  });

  test('cannot connect in its unit tests either', async () => {
    const listener = await aListener();
    const unitTests = [`node -e "require('net').connect(${listener.port}, '127.0.0.1')"`];
    const build = { unitTests, run: copyCommand, output: 'dist', network: 'none' } as const;
    expect(await worker.build(aService(), { build })).toEqual(because(/^the unit test [\s\S]*ECONNREFUSED/));
    expect(listener.calls()).toBe(0);
  });

  test('cannot enter the network of the worker', async () => {
    expect(await worker.build(aService(), sh(`nsenter --net=/proc/${process.pid}/ns/net true`))).toEqual(because('nsenter: '));
  });

  test('can connect to a server of its own', async () => {
    const connectingToItself = `const server = require('net').createServer((socket) => { socket.end(); server.close(); });
      server.listen(0, '127.0.0.1', () => require('net').connect(server.address().port, '127.0.0.1').resume());`;
    expect(await worker.build(aService(), node(connectingToItself))).toMatchObject({ kind: 'built' });
  });

  test('gives the same release as with a network', async () => {
    const repository = aService();
    expect(await worker.build(repository, sh(''))).toEqual(await worker.build(repository, sh('', 'allowed')));
  });

  test('has the user, folder, environment and rights that it would have with a network', async () => {
    const seenWith = async (network: Network) => {
      const file = join(aFolder(), 'seen');
      const seen = "id -u; pwd | sed 's/checkout-.*//'; env -u PWD -u OLDPWD -u SHLVL -u _ | sort; grep CapAmb /proc/self/status";
      expect(await worker.build(aService(), sh(`{ ${seen}; } > ${file}`, network))).toMatchObject({ kind: 'built' });
      return readFileSync(file, 'utf8');
    };
    const seen = await seenWith('none');
    expect(seen).toBe(await seenWith('allowed'));
    expect(seen).toMatch(new RegExp(`^${process.getuid?.()}\n.*\n(.*\n)+CapAmb:\\s*0+\n$`));
  });

  test('keeps no right to change its network, not even as root', async () => {
    const file = join(aFolder(), 'rights');
    await worker.build(aService(), sh(`grep -E 'Cap(Eff|Prm|Bnd)' /proc/self/status > ${file}`));
    expect(readFileSync(file, 'utf8')).toMatch(/^(Cap\w+:\s*0+\n){3}$/);
  });

  test('is refused if its program is not installed', async () => {
    const build = { run: ['no-such-program'], output: 'dist', network: 'none' } as const;
    expect(await worker.build(aService(), { build })).toEqual(
      because('the build `no-such-program` ended with code 127:\n.*no-such-program'),
    );
  });

  test('leaves no process behind if it is cancelled', async () => {
    const activity = anActivity();
    const mark = `offline-${process.pid}`;
    const endless = `sh -c 'while :; do sleep 1; done' ${mark} & node -e "for (;;);" -- ${mark} & wait`;
    const ended = expect(worker.build(aService(), sh(endless), activity)).rejects.toMatchObject({ name: 'CancelledFailure' });
    await until(() => processesWith(mark).length >= 3); // the two, and the shell that waits for them
    activity.cancel();
    await ended;
    await until(() => processesWith(mark).length === 0);
  });
});
