import { readFile } from 'node:fs/promises';
import { run } from '../process/run';
import { until } from '../process/until';

/** By part: what its command line has, so that a number that means another program by now is left alone. */
const marks: Readonly<Record<string, string>> = {
  temporal: 'start-dev',
  emulator: 'emulator.py',
  worker: 'slipway.js',
  serve: 'slipway.js',
};

/** An emulator saves all that it holds when it is told to end. */
const endsWithinMs = 30_000;

/** Ends what a `slipway up` that was killed left running: it would hold the databases and ports that the next one needs. */
export async function endLeftovers(parts: Readonly<Record<string, number>>, say: (line: string) => void): Promise<void> {
  for (const [part, pid] of Object.entries(parts).reverse()) {
    if (!(await isStill(part, pid))) continue;
    say(`${part} (process ${pid}) was left running by a slipway up that was killed: it is ended`);
    signal(pid, 'SIGTERM');
    const hasEnded = await until(async () => !(await isStill(part, pid)), { withinMs: endsWithinMs });
    if (!hasEnded) signal(pid, 'SIGKILL');
  }
}

async function isStill(part: string, pid: number): Promise<boolean> {
  const mark = marks[part];
  return mark !== undefined && (await commandLineOf(pid)).includes(mark);
}

/** Empty where there is no such process. */
async function commandLineOf(pid: number): Promise<string> {
  const inProc = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return inProc ?? (await run('ps', ['-o', 'args=', '-p', String(pid)], { withinMs: 5_000 })) ?? '';
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // ESRCH: it ended meanwhile
  }
}
