import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { poll } from '../process/poll';
import { relativeToProject } from '../process/project-folder';
import { run } from '../process/run';
import type { InstallOptions } from '../venv/venv';

const timeoutMs = 5 * 60_000;

/** The server that the Temporal SDK downloaded earlier. The SDK names the file after its own version, once the download is complete. */
export function downloadedTemporal(folder: string): string | undefined {
  const [newest] = filesOf(folder)
    .filter((name) => name.startsWith('temporal-sdk-typescript-') && !name.endsWith('.downloading'))
    .sort()
    .reverse();
  return newest === undefined ? undefined : path.join(downloads(folder), newest);
}

/**
 * Lets the Temporal SDK download the server. Returns `undefined`, and prints one line, if that fails or has not begun within
 * `beginTimeoutMs`: a network that drops every packet would delay the start by minutes.
 */
export async function downloadTemporal(
  { folder, env, say }: InstallOptions,
  beginTimeoutMs = 10_000,
): Promise<string | undefined> {
  const logFile = path.join(folder, 'logs', 'download-temporal.log');
  mkdirSync(downloads(folder), { recursive: true });
  const abort = new AbortController();
  const attempt = run(process.execPath, [path.join(__dirname, 'download-temporal.js'), downloads(folder)], {
    env,
    logFile,
    timeoutMs,
    signal: abort.signal,
  }).finally(() => abort.abort());
  const hasBegun = async () => filesOf(folder).length > 0;
  if (await poll(hasBegun, { timeoutMs: beginTimeoutMs, signal: abort.signal }))
    say('downloading the Temporal server (only once)');
  else abort.abort();
  await attempt;
  const executable = downloadedTemporal(folder);
  if (!executable)
    say(
      `the Temporal SDK could not download its server (see ${relativeToProject(logFile)}): installing a Python package instead`,
    );
  return executable;
}

const downloads = (folder: string): string => path.join(folder, 'temporal');
const filesOf = (folder: string): string[] => (existsSync(downloads(folder)) ? readdirSync(downloads(folder)) : []);
