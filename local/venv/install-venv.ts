import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildVenv, isWorking } from './build-venv';
import { findPython } from './python';
import type { InstallOptions, Venv } from './venv';

/** The environment's `bin` folder if it exists and works. It stops working when the Python that created it is removed. */
export async function installedVenv(venv: Venv, { folder, env }: InstallOptions): Promise<string | undefined> {
  const bin = path.join(venvFolder(venv, folder), 'bin');
  return existsSync(bin) && (await isWorking(venv, bin, env)) ? bin : undefined;
}

/**
 * Creates the environment if no working one exists, and returns its `bin` folder.
 *
 * It is created in a draft folder and renamed last, in one step: nobody ever finds half an environment, and if two processes create
 * it at once, one uses the other's. The name contains the requirements' digest, so a change of versions creates a new environment.
 */
export async function installVenv(venv: Venv, options: InstallOptions): Promise<string> {
  const ready = await installedVenv(venv, options);
  if (ready !== undefined) return ready;
  const { folder, env, say } = options;
  const python = await findPython(env, `install ${venv.what}`);
  say(`installing ${venv.what} as a Python package (only once)`);
  const final = venvFolder(venv, folder);
  const draft = `${final}.${randomUUID().slice(0, 8)}.draft`;
  removeOldDrafts(path.dirname(final));
  try {
    await buildVenv(venv, { python, draft, options });
    await renameDraft(venv, options, draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return path.join(final, 'bin');
}

async function renameDraft(venv: Venv, options: InstallOptions, draft: string): Promise<void> {
  const final = venvFolder(venv, options.folder);
  try {
    renameSync(draft, final);
  } catch (err) {
    if (!existsSync(final)) throw err;
    if ((await installedVenv(venv, options)) !== undefined) return; // another process was first, with the same result
    rmSync(final, { recursive: true, force: true }); // it no longer works: its Python was removed
    renameSync(draft, final);
  }
}

/** Removes drafts of processes that died. An installation takes a minute or two, so a draft an hour old is abandoned. */
function removeOldDrafts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.draft'))) {
    const draft = path.join(folder, name);
    const age = Date.now() - (statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 60 * 60_000) rmSync(draft, { recursive: true, force: true });
  }
}

function venvFolder(venv: Venv, folder: string): string {
  const digest = createHash('sha256').update(readFileSync(venv.requirements)).digest('hex').slice(0, 8);
  return path.join(folder, 'venvs', `${venv.name}-${digest}`);
}
