import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pauseFor } from 'node:timers/promises';
import { systemError } from '../../platform/system-error';

/** A release cannot be read now. It is an outage, never a reason to roll back: a person mounts the folder, or restores the file. */
export class ReleaseUnreadable extends Error {
  override readonly name = 'ReleaseUnreadable';
}

/** A folder over a network that takes longer for a small file does not answer. */
const usualMs = 30_000;

/** The file that shows that a folder is the release folder, and which one. */
export const markerName = 'release-folder';

/**
 * The folder of releases, which may lose its mount while a worker runs. What is below is then another folder, mostly an empty one, in which
 * every release is missing and what is saved would be lost. So the folder has a marker with a random id, which a worker remembers.
 */
export class ReleaseFolder {
  private known: string | undefined;

  constructor(
    readonly path: string,
    private readonly answersWithinMs = usualMs,
  ) {}

  /** A mount that is gone may leave every call hanging: that is an outage too, and nothing else would ever end the call. */
  async inTime<T>(reading: Promise<T>): Promise<T> {
    const late = new AbortController();
    const tooLate = pauseFor(this.answersWithinMs, undefined, { signal: late.signal }).then(() => {
      throw this.lost(`has not answered for ${this.answersWithinMs / 1000} s`);
    });
    tooLate.catch(() => {}); // it was in time
    return await Promise.race([reading, tooLate]).finally(() => late.abort());
  }

  /** Rejects with `ReleaseUnreadable` if this is not the folder that it was. A folder without a marker and releases is new if `mayBegin`. */
  async check(mayBegin: boolean): Promise<void> {
    await this.inTime(this.checkMarker(mayBegin));
  }

  private async checkMarker(mayBegin: boolean): Promise<void> {
    const marker = await this.marker();
    if (marker === undefined) return await this.withoutMarker(mayBegin);
    if (marker === '') return; // another worker is just writing it
    if (this.known !== undefined && this.known !== marker) throw this.lost('has another marker than before');
    this.known = marker;
  }

  private async withoutMarker(mayBegin: boolean): Promise<void> {
    if (this.known !== undefined) throw this.lost(`has lost its marker ${markerName}`);
    if (!mayBegin && !(await this.hasReleases())) throw this.lost('has no releases');
    await mkdir(this.path, { recursive: true });
    await writeFile(this.markerFile, randomUUID(), { flag: 'wx' }).catch((err: NodeJS.ErrnoException) => {
      if (err.code !== 'EEXIST') throw err; // else another worker has just written it
    });
    this.known = (await this.marker()) || undefined;
  }

  private lost(what: string): ReleaseUnreadable {
    return new ReleaseUnreadable(
      `the release folder ${this.path} ${what}: mount it, or restore it from a backup; a worker that shall use another folder must be started again`,
    );
  }

  /** Of workers from before there were markers. */
  private async hasReleases(): Promise<boolean> {
    return (await ifThere(readdir(join(this.path, 'releases')))) !== undefined;
  }

  private async marker(): Promise<string | undefined> {
    return await ifThere(readFile(this.markerFile, 'utf8'));
  }

  private get markerFile(): string {
    return join(this.path, markerName);
  }
}

/** What was read; `undefined` if it does not exist. Any other error is passed on. */
export async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (err) {
    if (systemError(err).code === 'ENOENT') return undefined;
    throw err;
  }
}
