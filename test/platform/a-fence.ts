/** Tests of what a fence holds: they are named as skipped where the machine that runs them can put up none. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** `describe` where commands can be run behind this; else the name says why nothing ran. */
export function describeBehind(before: readonly string[], name: string, tests: () => void): void {
  const [file = '', ...args] = before;
  const { status, error, stderr } = spawnSync(file, [...args, 'true'], { encoding: 'utf8' });
  if (status === 0) describe(name, tests);
  else describe.skip(`${name} (not here: ${error?.message ?? stderr.trim()})`, tests);
}

/** The processes, by id, in whose command line this stands: outside of all namespaces, where the kernel counts them all. */
export function processesWith(words: string): number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => commandLine(id).includes(words)).map(Number);
}

function commandLine(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return ''; // it has ended since
  }
}

/** Asks again until it is so. What never comes to be so ends with the test's time. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((again) => setTimeout(again, 20));
}
