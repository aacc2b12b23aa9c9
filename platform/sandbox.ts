/** Linux keeps a command apart in namespaces of its own, which need no root, no daemon and no image. For the edges: it starts programs. */
import { execFile } from 'node:child_process';

/** What stands before a command to keep it apart, or what this machine lacks for that, in the words of the program that missed it. */
export type Fence = () => Promise<{ readonly before: readonly string[] } | { readonly lacking: string }>;

/** The user stays who it is, so that its files stay its own; but over what is outside it has no rights left. */
const asItself = ['unshare', '--user', '--map-current-user'];

/** Not a byte into any file, and no memory of it in a core dump. Pipes have no limit. */
const writingNothing = ['prlimit', '--fsize=0', '--core=0'];

/** What nobody waits for any more must not run on: it ends with the process that started it, however that one ends. */
const noLonger = ['setpriv', '--pdeathsig', 'KILL'];

/**
 * Sees no process but itself, reaches no network, its own loopback neither, and writes into no file. It begins a session, since a process
 * may signal its own group even where it cannot see who else is in it.
 */
export const alone = [...writingNothing, ...noLonger, ...asItself, '--net', '--pid', '--fork', '--kill-child', '--', 'setsid'];

/** The right that `ip` needs ends with it: a build that kept it could read what its own files forbid, and its tests would notice. */
const withLoopback = 'PATH="$PATH:/usr/sbin:/sbin" ip link set lo up && exec setpriv --inh-caps=-all --bounding-set=-all -- "$@"';

/** Reaches nothing but a loopback of its own. It sees other processes: whoever kills its group kills it as if there were no fence. */
export const offline = [...asItself, '--keep-caps', '--net', '--', 'sh', '-c', withLoopback, 'sh'];

/**
 * Whether this machine can run commands behind `before`: what says so is the very command. Once it could, it is asked no more; where it
 * could not, it may only have been out of processes for a moment.
 */
export function fence(before: readonly string[], environment: Readonly<Record<string, string | undefined>>): Fence {
  let stood = false;
  return async () => {
    const lacking = stood ? undefined : await whatFails(before, environment);
    stood = lacking === undefined;
    return lacking === undefined ? { before } : { lacking };
  };
}

function whatFails([file = '', ...args]: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  return new Promise<string | undefined>((answer) => {
    execFile(file, [...args, 'true'], { env: { ...env }, timeout: 10_000 }, (err, _, said) => {
      if (err === null) answer(undefined);
      else answer(err.code === 'ENOENT' ? `there is no ${file}` : said.trim().split('\n').at(-1) || err.message);
    });
  });
}
