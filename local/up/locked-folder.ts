import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWholeSync } from '../../platform/write-whole';
import { CannotStart } from '../process/cannot-start';
import { lockFolder } from './folder-lock';
import { readJson } from './read-json';

const stateSchema = z.object({
  /** The process id of each part, as last started. */
  parts: z.record(z.string(), z.number()).default({}),
  /** Where `serve` listens. Hooks are installed with this port, so the next `slipway up` prefers it. */
  servePort: z.number().exactOptional(),
});

type UpState = z.infer<typeof stateSchema>;

/** The folder in which `slipway up` keeps its servers' files and its state, locked for one `slipway up` at a time. */
export class LockedFolder {
  private state: UpState = { parts: {} };

  private constructor(
    readonly folder: string,
    private readonly unlock: () => void,
    /** The state that the last `slipway up` in this folder left. */
    readonly previous: UpState,
  ) {}

  /** Creates the folder if it does not exist, and locks it. Throws {@link CannotStart} if another `slipway up` runs there. */
  static async lock(folder: string): Promise<LockedFolder> {
    mkdirSync(folder, { recursive: true });
    const unlock = await lockFolder(folder);
    try {
      return new LockedFolder(folder, unlock, readState(folder));
    } catch (err) {
      unlock();
      throw err;
    }
  }

  get logs(): string {
    return join(this.folder, 'logs');
  }

  /** Records the process id of a part at once: after a crash, the next `slipway up` must find the process. */
  started(part: string, pid: number | undefined): void {
    if (pid !== undefined) this.save({ ...this.state, parts: { ...this.state.parts, [part]: pid } });
  }

  recordServePort(servePort: number): void {
    this.save({ ...this.state, servePort });
  }

  /** Records that every part has ended, and unlocks the folder. */
  release(): void {
    const { servePort = this.previous.servePort } = this.state;
    this.save({ parts: {}, ...(servePort !== undefined && { servePort }) });
    this.unlock();
  }

  private save(state: UpState): void {
    this.state = state;
    writeWholeSync(stateFile(this.folder), `${JSON.stringify(state, undefined, 2)}\n`);
  }
}

const stateFile = (folder: string): string => join(folder, 'state.json');

function readState(folder: string): UpState {
  const value = readJson(stateFile(folder));
  const parsed = stateSchema.safeParse(value === undefined ? {} : value);
  if (parsed.success) return parsed.data;
  throw new CannotStart(
    `${stateFile(folder)} cannot be read: make sure that nothing of slipway up still runs, then remove the file`,
  );
}
