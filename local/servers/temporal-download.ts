import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../process/project';
import { run } from '../process/run';
import { until } from '../process/until';
import type { Installing } from '../venv/venv';

const endsWithinMs = 5 * 60_000;

/** The server that the Temporal SDK downloaded earlier. It names the file by itself and its version, and renames it to that when complete. */
export function downloadedTemporal(folder: string): string | undefined {
  const [newest] = filesOf(folder)
    .filter((name) => name.startsWith('temporal-sdk-typescript-') && !name.endsWith('.downloading'))
    .sort()
    .reverse();
  return newest === undefined ? undefined : path.join(downloads(folder), newest);
}

/**
 * Has the Temporal SDK download the server; `undefined`, and one line that says so, where that fails, or has not begun within
 * `beginsWithinMs`: a network that swallows everything would hold it up for minutes.
 */
export async function downloadTemporal({ folder, env, say }: Installing, beginsWithinMs = 10_000): Promise<string | undefined> {
  const logFile = path.join(folder, 'logs', 'download-temporal.log');
  mkdirSync(downloads(folder), { recursive: true });
  const givenUp = new AbortController();
  const attempt = run(process.execPath, [path.join(__dirname, 'download-temporal.js'), downloads(folder)], {
    env,
    logFile,
    withinMs: endsWithinMs,
    signal: givenUp.signal,
  }).finally(() => givenUp.abort());
  const begun = async () => filesOf(folder).length > 0;
  if (await until(begun, { withinMs: beginsWithinMs, signal: givenUp.signal })) say('downloading the Temporal server, once');
  else givenUp.abort();
  await attempt;
  const executable = downloadedTemporal(folder);
  if (!executable) say(`the Temporal SDK could not download its server (see ${inProject(logFile)}): going on with Python`);
  return executable;
}

const downloads = (folder: string): string => path.join(folder, 'temporal');
const filesOf = (folder: string): string[] => (existsSync(downloads(folder)) ? readdirSync(downloads(folder)) : []);
