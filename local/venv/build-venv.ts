import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../process/cannot-start';
import { run } from '../process/run';
import type { Installing, Venv } from './venv';

interface Draft {
  readonly python: string;
  /** The folder to make it in. */
  readonly draft: string;
  readonly installing: Installing;
}

/** Makes a virtual environment and sees that it works. Throws {@link CannotStart} with the end of what Python said. */
export async function buildVenv(venv: Venv, { python, draft, installing: { folder, env } }: Draft): Promise<void> {
  const { name, what, requirements } = venv;
  const logFile = path.join(folder, 'logs', `install-${name}.log`);
  const bin = path.join(draft, 'bin');
  const done = async (command: string, args: readonly string[]) =>
    (await run(command, args, { env, logFile, withinMs: 10 * 60_000 })) !== undefined;
  mkdirSync(path.dirname(draft), { recursive: true });
  if (!(await done(python, ['-m', 'venv', draft]))) {
    throw new CannotStart(`${python} cannot make a virtual environment for ${what}: put another first on the PATH`, logFile);
  }
  if (!(await done(path.join(bin, 'python'), pipInstall(requirements)))) {
    throw new CannotStart(`${what} could not be downloaded: check the network and try again`, logFile);
  }
  if (!(await works(venv, bin, env))) {
    throw new CannotStart(`${what} was installed and does not run: put another Python first on the PATH`);
  }
}

/** Whether the environment in this `bin` folder does what it is for. */
export async function works({ check: [program, ...args] }: Venv, bin: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return (await run(path.join(bin, program), args, { env, withinMs: 60_000 })) !== undefined;
}

/** Only what the file names, byte for byte, and nothing that would have to be compiled here. */
function pipInstall(requirements: string): string[] {
  const quietly = ['--quiet', '--disable-pip-version-check', '--no-input'];
  return ['-m', 'pip', 'install', ...quietly, '--only-binary', ':all:', '--require-hashes', '--requirement', requirements];
}
