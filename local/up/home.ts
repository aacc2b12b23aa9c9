import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isMissing } from '../../client/is-missing';
import { CannotStart } from '../process/cannot-start';
import { type Door, isBehind, openDoor } from './door';

const lock = z.object({ pid: z.number(), door: z.number() });

const book = z.object({
  /** The process of each part as it was last started. */
  parts: z.record(z.string(), z.number()).default({}),
  /** Where `serve` listens: hooks were installed with it, so the next one wants the same. */
  servePort: z.number().exactOptional(),
});

type Book = z.infer<typeof book>;

/** The folder that `slipway up` keeps its servers' data in. One at a time lives there. */
export class Home {
  private constructor(
    readonly folder: string,
    private readonly door: Door,
    /** Who lived here before, as far as it was written down. */
    readonly before: Book,
    private now: Book,
  ) {}

  /** Moves in. Rejects with a sentence where somebody lives there. */
  static async enter(folder: string): Promise<Home> {
    mkdirSync(folder, { recursive: true });
    const door = await openDoor(folder);
    try {
      await takeLock(folder, door.port);
      return new Home(folder, door, bookIn(folder), { parts: {} });
    } catch (err) {
      door.close();
      throw err;
    }
  }

  get logs(): string {
    return join(this.folder, 'logs');
  }

  /** Writes down which process a part is, at once: whoever comes after a crash has to find it. */
  started(part: string, pid: number | undefined): void {
    if (pid !== undefined) this.write({ ...this.now, parts: { ...this.now.parts, [part]: pid } });
  }

  servesOn(servePort: number): void {
    this.write({ ...this.now, servePort });
  }

  /** Everything has ended. */
  leave(): void {
    const { servePort = this.before.servePort } = this.now;
    this.write({ parts: {}, ...(servePort !== undefined && { servePort }) });
    rmSync(lockOf(this.folder), { force: true });
    this.door.close();
  }

  private write(now: Book): void {
    this.now = now;
    writeFileSync(`${bookOf(this.folder)}.new`, `${JSON.stringify(now, undefined, 2)}\n`);
    renameSync(`${bookOf(this.folder)}.new`, bookOf(this.folder));
  }
}

const lockOf = (folder: string): string => join(folder, 'lock.json');
const bookOf = (folder: string): string => join(folder, 'state.json');

/** The lock appears with its content or not at all; one whose door is closed was left by a crash. */
async function takeLock(folder: string, door: number): Promise<void> {
  const mine = `${lockOf(folder)}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, door }));
  try {
    for (let tries = 0; tries < 10; tries += 1) {
      if (linked(mine, lockOf(folder))) return;
      const held = lock.safeParse(valueIn(lockOf(folder)));
      if (held.success && (await isBehind(held.data.door, folder))) throw livesHere(held.data.pid);
      rmSync(lockOf(folder), { force: true });
    }
    throw new CannotStart(`${lockOf(folder)} comes back again and again: somebody else starts slipway up here, too`);
  } finally {
    rmSync(mine, { force: true });
  }
}

const livesHere = (pid: number) =>
  new CannotStart(
    `slipway up runs here already, as process ${pid}: use that one, stop it with Ctrl-C or kill ${pid}, or set SLIPWAY_FOLDER to another folder`,
  );

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (err) {
    if (typeof err === 'object' && err !== null && 'code' in err && err.code === 'EEXIST') return false;
    throw err;
  }
}

function bookIn(folder: string): Book {
  const value = valueIn(bookOf(folder));
  const read = book.safeParse(value === undefined ? {} : value);
  if (read.success) return read.data;
  throw new CannotStart(`${bookOf(folder)} cannot be understood: see that nothing of slipway up runs any more, and remove it`);
}

/** `undefined` where there is no such file; no JSON is null. */
function valueIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (err) {
    if (isMissing(err)) return undefined;
    if (err instanceof SyntaxError) return null;
    throw err;
  }
}
