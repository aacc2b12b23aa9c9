// @slow: plays the whole demo on servers of its own
/** The demo as a person starts it, on servers of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Report } from '../../../demo/run/report';

export const root = resolve(__dirname, '../../..');

interface Played {
  readonly exitCode: number;
  readonly printed: string;
  readonly report: Report;
}

/** The content of a demo's `state.json`. */
export interface DemoState {
  readonly pids: Readonly<Record<string, number>>;
  readonly startWorker: string;
}

export const stateIn = (folder: string): DemoState => JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'));

/** Plays a demo to its end. `onLine` receives every line when it is printed. */
export async function playDemo(
  folder: string,
  args: readonly string[],
  onLine: (line: string) => void = () => {},
): Promise<Played> {
  const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...env } = process.env;
  rmSync(folder, { recursive: true, force: true });
  const demo = spawn(process.execPath, [join(root, 'bin/slipway.js'), 'demo', ...args], {
    env: { ...env, SLIPWAY_DEMO_FOLDER: folder },
    cwd: root,
  });
  let printed = '';
  const print = (line: string) => {
    printed += `${line}\n`;
    onLine(line);
  };
  createInterface(demo.stdout).on('line', print);
  createInterface(demo.stderr).on('line', print);
  const [exitCode] = await once(demo, 'close');
  if (exitCode !== 0) console.error(printed);
  return { exitCode, printed, report: JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) };
}
