import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../process/cannot-start';
import { isAlive } from '../process/is-alive';
import { isHolder, openLockPort } from './lock-port';
import { readJson } from './read-json';

const lockSchema = z.object({ pid: z.number(), port: z.number() });

/** Another `slipway up` that starts in the same folder can create a lock between two tries. */
const maxTries = 10;

/** Lets one `slipway up` at a time use a folder. Returns how to unlock it. Throws {@link CannotStart} if another one runs there. */
export async function lockFolder(folder: string): Promise<() => void> {
  const { port, close } = await openLockPort(folder);
  try {
    await createLock(folder, port);
  } catch (err) {
    close();
    throw err;
  }
  return () => {
    rmSync(lockFile(folder), { force: true });
    close();
  };
}

const lockFile = (folder: string): string => join(folder, 'lock.json');

/** A link creates the lock together with its content. A lock whose port does not answer was left by a crash. */
async function createLock(folder: string, port: number): Promise<void> {
  const draft = `${lockFile(folder)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, port }));
  try {
    for (let tries = 0; tries < maxTries; tries += 1) {
      if (linkUnlessExists(draft, lockFile(folder))) return;
      const lock = lockSchema.safeParse(readJson(lockFile(folder)));
      if (lock.success && (await isHolder(lock.data.port, folder))) throw alreadyRuns(lock.data.pid);
      if (!lock.success && hasLiveProcess(readJson(lockFile(folder)))) throw unknownLock(folder);
      rmSync(lockFile(folder), { force: true });
    }
    throw new CannotStart(
      `${lockFile(folder)} was created again ${maxTries} times: another slipway up is starting in this folder; try again when it runs`,
    );
  } finally {
    rmSync(draft, { force: true });
  }
}

const alreadyRuns = (pid: number) =>
  new CannotStart(
    `slipway up already runs here, as process ${pid}: use that one, stop it with Ctrl-C or kill ${pid}, or set SLIPWAY_FOLDER to another folder`,
  );

/** A lock of another version of Slipway has other fields, but the process id. */
function hasLiveProcess(lock: unknown): boolean {
  const pid = z.looseObject({ pid: z.number() }).safeParse(lock);
  return pid.success && isAlive(pid.data.pid);
}

const unknownLock = (folder: string) =>
  new CannotStart(
    `${lockFile(folder)} was made by another version of slipway up whose process runs: stop that process, or set SLIPWAY_FOLDER to another folder`,
  );

function linkUnlessExists(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (err) {
    if (typeof err === 'object' && err !== null && 'code' in err && err.code === 'EEXIST') return false;
    throw err;
  }
}
