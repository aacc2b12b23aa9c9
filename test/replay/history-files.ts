/** Reads and writes the saved histories: compressed JSON, without what identifies the machine that recorded them. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type History, historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';

const folder = join(__dirname, 'histories');
const suffix = '.json.gz';

export interface SavedHistory {
  /** Workflow type, ending and scenario: `zone.rolledBack.alarm-fires`. */
  readonly name: string;
  readonly history: History;
}

/** Every saved history, sorted by name. */
export const readHistories = (): SavedHistory[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .sort()
    .map((file) => ({ name: file.slice(0, -suffix.length), history: readHistory(join(folder, file)) }));

/** Replaces all saved histories. */
export function writeHistories(histories: readonly SavedHistory[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const { name, history } of histories) {
    const json = JSON.stringify(JSON.parse(historyToJSON(history), anonymous));
    writeFileSync(join(folder, `${name}${suffix}`), gzipSync(json));
  }
}

const readHistory = (file: string): History => historyFromJSON(JSON.parse(gunzipSync(readFileSync(file)).toString()));

/** The names of a worker and of its sticky queue contain the host name, and a stack trace contains paths. Replay reads neither. */
const anonymous = (key: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  return key === 'stackTrace' ? '' : value.replace(/^\d+@.*/, 'a worker');
};
