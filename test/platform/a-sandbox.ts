/** Tests of sandboxes: they are skipped, with the reason in their name, on a machine that cannot run one. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** `describe` if this machine can run commands behind `prefix`; else a skipped `describe` whose name says why. */
export function describeInSandbox(prefix: readonly string[], name: string, tests: () => void): void {
  const [file = '', ...args] = prefix;
  const { status, error, stderr } = spawnSync(file, [...args, 'true'], { encoding: 'utf8' });
  if (status === 0) describe(name, tests);
  else describe.skip(`${name} (not here: ${error?.message ?? stderr.trim()})`, tests);
}

/** The ids of all processes, in all namespaces, whose command line contains these words. */
export function processesWith(words: string): number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => commandLine(id).includes(words)).map(Number);
}

function commandLine(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return ''; // it has just ended
  }
}

/** Checks again and again until it is true, or the test's time-out ends the test. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}
