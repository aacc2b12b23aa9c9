import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../../local/process/cannot-start';

/** What everything of a set has in common, and a person needs to join in. */
export interface Facts {
  /** Host and port. */
  readonly temporal: string;
  /** Where worker and world find AWS. */
  readonly endpoint: string;
  /** A shell command that starts another worker. */
  readonly startWorker: string;
  /** What a shell reads so that `slipway` finds the set. */
  readonly join: string;
  /** The Web UI's URL. */
  readonly ui?: string;
}

/**
 * `state.json`: the facts, and the process of each part as it was last started, for people and for programs that want to break one. It
 * is there as soon as the facts are, and true after each start.
 */
export class State {
  private readonly pids: Record<string, number> = { demo: process.pid };
  private facts: Facts | undefined;

  constructor(private readonly folder: string) {}

  started(part: string, pid: number | undefined): void {
    if (pid !== undefined) this.pids[part] = pid;
    this.write();
  }

  know(facts: Facts): void {
    this.facts = facts;
    this.write();
  }

  /** At once: whoever reads it after a start must not find the process of before. */
  private write(): void {
    if (this.facts === undefined) return;
    writeFileSync(stateFile(this.folder), `${JSON.stringify({ pids: this.pids, ...this.facts }, undefined, 2)}\n`);
  }
}

const stateFile = (folder: string): string => join(folder, 'state.json');

const schema = z.object({ pids: z.object({ demo: z.number() }), join: z.string(), ui: z.string().exactOptional() });

/** Two demos in one folder would play with each other's releases. */
export async function refuseSecond(folder: string): Promise<void> {
  const text = await readFile(stateFile(folder), 'utf8').catch(() => '{}');
  const state = schema.safeParse(JSON.parse(text));
  if (!state.success || state.data.pids.demo === process.pid || !isAlive(state.data.pids.demo)) return;
  const { pids, join, ui } = state.data;
  throw new CannotStart(
    [
      `a demo runs here already, as process ${pids.demo}${ui === undefined ? '' : `, with its Web UI at ${ui}`}.`,
      `Use it: in a shell, ${join} and then slipway status.`,
      'Or wait for it, or stop it, or set SLIPWAY_DEMO_FOLDER to another folder for a second one.',
    ].join(' '),
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
