import { setTimeout as pause } from 'node:timers/promises';
import { notifyServe } from '../../client/hook/sender/notify-serve';
import type { Repository } from './repository';

/** Half a minute in all: `serve` may have lost its Temporal server for a while. */
const maxTries = 30;
const retryMs = 1_000;

interface PushOptions {
  readonly repository: Repository;
  /** The folder of the hook's secrets. */
  readonly hooks: string;
  /** The change that the push must become. */
  readonly change: string;
  readonly say: (line: string) => void;
}

/** Pushes main to the git server, whose hook starts the change. If `serve` did not accept the push, sends it again, as an operator would. */
export async function push({ repository, hooks, change, say }: PushOptions): Promise<void> {
  const { origin, refs, hookLines } = await repository.push();
  let lines = hookLines;
  for (let tries = 1; ; tries += 1) {
    for (const line of lines) say(`git push: ${line}`);
    if (lines.some((line) => line.includes(change))) return;
    if (tries === maxTries) throw new Error(`the push did not become ${change}: ${lines.join('; ')}`);
    await pause(retryMs);
    lines = await notifyServe(hooks, { at: origin, refs });
  }
}
