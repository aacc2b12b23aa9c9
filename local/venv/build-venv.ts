import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../process/cannot-start';
import { run } from '../process/run';
import type { InstallOptions, Venv } from './venv';

interface Draft {
  readonly python: string;
  /** The folder to create it in. */
  readonly draft: string;
  readonly options: InstallOptions;
}

/** Creates a virtual environment and checks that it works. Throws {@link CannotStart} with the last lines that Python printed. */
export async function buildVenv(venv: Venv, { python, draft, options: { folder, env } }: Draft): Promise<void> {
  const { name, what, requirements } = venv;
  const logFile = path.join(folder, 'logs', `install-${name}.log`);
  const bin = path.join(draft, 'bin');
  const succeeds = async (command: string, args: readonly string[]) =>
    (await run(command, args, { env, logFile, timeoutMs: 10 * 60_000 })) !== undefined;
  mkdirSync(path.dirname(draft), { recursive: true });
  if (!(await succeeds(python, ['-m', 'venv', draft]))) {
    throw new CannotStart(
      `${python} cannot create a virtual environment for ${what}: put another Python first on the PATH`,
      logFile,
    );
  }
  if (!(await succeeds(path.join(bin, 'python'), pipInstall(requirements)))) {
    throw new CannotStart(`${what} could not be downloaded: check the network and try again`, logFile);
  }
  if (!(await isWorking(venv, bin, env))) {
    throw new CannotStart(`${what} was installed but does not run: put another Python first on the PATH`);
  }
}

/** Whether the environment with this `bin` folder passes its check. */
export async function isWorking({ check: [program, ...args] }: Venv, bin: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return (await run(path.join(bin, program), args, { env, timeoutMs: 60_000 })) !== undefined;
}

/** Installs only what the file lists, verified by hash, and nothing that needs a compiler. */
function pipInstall(requirements: string): string[] {
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  return ['-m', 'pip', 'install', ...quiet, '--only-binary', ':all:', '--require-hashes', '--requirement', requirements];
}
