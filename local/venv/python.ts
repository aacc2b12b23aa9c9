import { CannotStart } from '../process/cannot-start';
import { run } from '../process/run';

/** The oldest Python on which all our packages run. */
const oldest = [3, 10] as const;

/** Names of Python: the usual one first, then single versions, which some systems have beside an old `python3`. */
const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

const probe = [
  'import sys',
  'try:\n import venv, ensurepip; able = 1\nexcept ImportError: able = 0',
  'print(sys.version_info[0], sys.version_info[1], able)',
].join('\n');

/**
 * The name of a Python on the PATH that can create virtual environments. Throws {@link CannotStart} if there is none; `purpose`
 * completes "Python is needed to …".
 */
export async function findPython(env: NodeJS.ProcessEnv, purpose: string): Promise<string> {
  let withoutVenv: string | undefined;
  for (const name of names) {
    const [major = 0, minor = 0, able = 0] = ((await run(name, ['-c', probe], { env, timeoutMs: 10_000 })) ?? '')
      .split(' ')
      .map(Number);
    if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) continue;
    if (able) return name;
    withoutVenv ??= name;
  }
  throw new CannotStart(
    withoutVenv === undefined
      ? `Python ${oldest.join('.')} or newer is needed to ${purpose}, but none is on the PATH: install it and try again`
      : `${withoutVenv} has no venv module, which is needed to ${purpose}: install it (on Debian and Ubuntu, apt-get install python3-venv) and try again`,
  );
}
