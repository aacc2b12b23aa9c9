/** Runs commands isolated by Linux namespaces, which need no root, no daemon and no image. Not for workflows: it starts processes. */
import { execFile } from 'node:child_process';

/** Returns what to put before a command to isolate it, or what this machine is missing for that, in the words of the failed program. */
export type Sandbox = () => Promise<{ readonly prefix: readonly string[] } | { readonly missing: string }>;

/** Keeps the user, so that it still owns its files, but takes away its rights over everything outside. */
const ownUser = ['unshare', '--user', '--map-current-user'];

/** Writes no byte to any file, nor to a core dump. Pipes have no limit. */
const noWriting = ['prlimit', '--fsize=0', '--core=0'];

/** Ends with the process that started it, however that one ends. */
const endsWithParent = ['setpriv', '--pdeathsig', 'KILL'];

/**
 * Sees no other process, reaches no network, not even its own loopback, and writes to no file. It starts a session, because a process may
 * send signals to its own group even if it cannot see the others in it.
 */
export const isolated = [...noWriting, ...endsWithParent, ...ownUser, '--net', '--pid', '--fork', '--kill-child', '--', 'setsid'];

/**
 * Starts the loopback, then drops the capability that `ip` needs for it: a build that kept it could read files that are forbidden to its
 * user, and its tests would behave differently.
 */
const withLoopback = 'PATH="$PATH:/usr/sbin:/sbin" ip link set lo up && exec setpriv --inh-caps=-all --bounding-set=-all -- "$@"';

/** Reaches only a loopback of its own. It sees other processes, and a signal to its group ends it as it would without a sandbox. */
export const offline = [...ownUser, '--keep-caps', '--net', '--', 'sh', '-c', withLoopback, 'sh'];

/**
 * Checks, by running `true`, whether this machine can run commands behind `prefix`. Success is remembered. Failure is not: the machine may
 * only have been out of processes for a moment.
 */
export function sandbox(prefix: readonly string[], environment: Readonly<Record<string, string | undefined>>): Sandbox {
  let works = false;
  return async () => {
    const missing = works ? undefined : await whatIsMissing(prefix, environment);
    works = missing === undefined;
    return missing === undefined ? { prefix } : { missing };
  };
}

function whatIsMissing([file = '', ...args]: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  return new Promise<string | undefined>((resolve) => {
    execFile(file, [...args, 'true'], { env: { ...env }, timeout: 10_000 }, (err, _, stderr) => {
      if (err === null) resolve(undefined);
      else resolve(err.code === 'ENOENT' ? `${file} is not installed` : stderr.trim().split('\n').at(-1) || err.message);
    });
  });
}
