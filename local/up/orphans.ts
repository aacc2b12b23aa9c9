import { readFile } from 'node:fs/promises';
import { poll } from '../process/poll';
import { run } from '../process/run';

/** What the command line of each part contains: by now, the process id may belong to another program, which must be left alone. */
const commandLineOfPart: Readonly<Record<string, string>> = {
  temporal: 'start-dev',
  emulator: 'emulator.py',
  worker: 'slipway.js',
  serve: 'slipway.js',
};

/** The emulator saves its whole state before it ends. */
const stopTimeoutMs = 30_000;

/** Stops what a killed `slipway up` left running: it would hold the databases and ports that the next one needs. */
export async function stopOrphans(parts: Readonly<Record<string, number>>, say: (line: string) => void): Promise<void> {
  for (const [part, pid] of Object.entries(parts).reverse()) {
    if (!(await isRunning(part, pid))) continue;
    say(`stopping ${part} (process ${pid}), which a killed slipway up left running`);
    sendSignal(pid, 'SIGTERM');
    const hasEnded = await poll(async () => !(await isRunning(part, pid)), { timeoutMs: stopTimeoutMs });
    if (!hasEnded) sendSignal(pid, 'SIGKILL');
  }
}

async function isRunning(part: string, pid: number): Promise<boolean> {
  const expected = commandLineOfPart[part];
  return expected !== undefined && (await readCommandLine(pid)).includes(expected);
}

/** Empty if the process does not exist. */
async function readCommandLine(pid: number): Promise<string> {
  const fromProc = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return fromProc ?? (await run('ps', ['-o', 'args=', '-p', String(pid)], { timeoutMs: 5_000 })) ?? '';
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // ESRCH: it has ended meanwhile
  }
}
