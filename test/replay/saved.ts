/** Histories of workflows as they are saved: JSON, compressed, without what says on which machine they were played. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type History, historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';

const folder = join(__dirname, 'histories');
const suffix = '.json.gz';

/** A history and its name, which says of what type, how it ended and in what play: `zone.rolledBack.alarm-fires`. */
export interface Saved {
  readonly name: string;
  readonly history: History;
}

/** Every saved history, by name. */
export const readHistories = (): Saved[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .sort()
    .map((file) => ({ name: file.slice(0, -suffix.length), history: readHistory(join(folder, file)) }));

/** Saves histories in the place of all that were there. */
export function writeHistories(saved: readonly Saved[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const { name, history } of saved)
    writeFileSync(join(folder, `${name}${suffix}`), gzipSync(JSON.stringify(JSON.parse(historyToJSON(history), anonymous))));
}

const readHistory = (file: string): History => historyFromJSON(JSON.parse(gunzipSync(readFileSync(file)).toString()));

/** A worker, and the queue of its own, are named for its machine, and a stack trace for its folders. Replay reads neither. */
const anonymous = (key: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  return key === 'stackTrace' ? '' : value.replace(/^\d+@.*/, 'a worker');
};
