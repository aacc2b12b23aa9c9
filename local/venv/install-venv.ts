import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildVenv, works } from './build-venv';
import { findPython } from './python';
import type { Installing, Venv } from './venv';

/** The environment's `bin` folder if it is complete and works: it does not where the Python that made it has gone. */
export async function installedVenv(venv: Venv, { folder, env }: Installing): Promise<string | undefined> {
  const bin = path.join(home(venv, folder), 'bin');
  return existsSync(bin) && (await works(venv, bin, env)) ? bin : undefined;
}

/**
 * The environment's `bin` folder, after making the environment where there is none that works.
 *
 * It is made in a folder of its own and gets its name last, in one step: nothing half done is ever found under that name, and of
 * two processes that make it at once, one takes what the other made. The name carries the requirements' digest, so a change of
 * versions makes a new one.
 */
export async function installVenv(venv: Venv, installing: Installing): Promise<string> {
  const ready = await installedVenv(venv, installing);
  if (ready !== undefined) return ready;
  const { folder, env, say } = installing;
  const python = await findPython(env, `install ${venv.what}`);
  say(`installing ${venv.what} for Python, once`);
  const final = home(venv, folder);
  const draft = `${final}.${randomUUID().slice(0, 8)}.draft`;
  sweepDrafts(path.dirname(final));
  try {
    await buildVenv(venv, { python, draft, installing });
    await takeItsName(venv, installing, draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return path.join(final, 'bin');
}

async function takeItsName(venv: Venv, installing: Installing, draft: string): Promise<void> {
  const final = home(venv, installing.folder);
  try {
    renameSync(draft, final);
  } catch (err) {
    if (!existsSync(final)) throw err;
    if ((await installedVenv(venv, installing)) !== undefined) return; // another process was first: what it made is the same
    rmSync(final, { recursive: true, force: true }); // one that works no more, left by a Python that has gone
    renameSync(draft, final);
  }
}

/** Drafts of processes that died over them. One takes a minute or two; an hour old is given up. */
function sweepDrafts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.draft'))) {
    const draft = path.join(folder, name);
    const age = Date.now() - (statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 60 * 60_000) rmSync(draft, { recursive: true, force: true });
  }
}

function home(venv: Venv, folder: string): string {
  const digest = createHash('sha256').update(readFileSync(venv.requirements)).digest('hex').slice(0, 8);
  return path.join(folder, 'venvs', `${venv.name}-${digest}`);
}
