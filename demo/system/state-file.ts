import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../../local/process/cannot-start';
import { isAlive } from '../../local/process/is-alive';
import { writeWholeSync } from '../../platform/write-whole';

/** What a person or a program needs to use a demo system. */
export interface SystemAddresses {
  /** Host and port. */
  readonly temporal: string;
  /** The AWS endpoint of the worker and of the sample's world. */
  readonly endpoint: string;
  /** A shell command that starts another worker. */
  readonly startWorker: string;
  /** Makes `slipway` a command on this system in a shell, as in `. ./slipway.env`. */
  readonly sourceCommand: string;
  /** The Web UI's URL. */
  readonly ui?: string;
}

/**
 * `state.json`: the addresses, and the process id of each part as last started, for people and for programs that want to kill one. It
 * appears when the addresses are known, and is updated after each start.
 */
export class StateFile {
  private readonly pids: Record<string, number> = { demo: process.pid };
  private addresses: SystemAddresses | undefined;

  constructor(private readonly folder: string) {}

  started(part: string, pid: number | undefined): void {
    if (pid !== undefined) this.pids[part] = pid;
    this.write();
  }

  recordAddresses(addresses: SystemAddresses): void {
    this.addresses = addresses;
    this.write();
  }

  /** Synchronous: nobody who reads it after a start may find the id of the previous process. */
  private write(): void {
    if (this.addresses === undefined) return;
    const state = { pids: this.pids, ...this.addresses };
    writeWholeSync(stateFile(this.folder), `${JSON.stringify(state, undefined, 2)}\n`);
  }
}

const stateFile = (folder: string): string => join(folder, 'state.json');

const schema = z.object({ pids: z.object({ demo: z.number() }), sourceCommand: z.string(), ui: z.string().exactOptional() });

/** Throws {@link CannotStart} if a demo already runs in the folder: two would mix up their releases. */
export async function refuseSecondDemo(folder: string): Promise<void> {
  const text = await readFile(stateFile(folder), 'utf8').catch(() => '{}');
  const state = schema.safeParse(JSON.parse(text));
  if (!state.success || state.data.pids.demo === process.pid || !isAlive(state.data.pids.demo)) return;
  const { pids, sourceCommand, ui } = state.data;
  throw new CannotStart(
    [
      `a demo already runs here, as process ${pids.demo}${ui === undefined ? '' : `, with its Web UI at ${ui}`}.`,
      `To use it, run ${sourceCommand} in a shell, then slipway status.`,
      'Or stop it first, or set SLIPWAY_DEMO_FOLDER to another folder for a second demo.',
    ].join(' '),
  );
}
