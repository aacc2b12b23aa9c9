import { describeElapsed } from '../pipeline/model/duration-text';
import { shortChange } from '../pipeline/model/ids';
import type { LogLine } from '../worker/log';

/**
 * Prints what happens, one line per event, with the time since the start. From the worker's log it prints what moves a change: change, stage,
 * Region, zone and message.
 */
export class LogPrinter {
  private readonly startedMs = Date.now();

  /** `errors` prints only errors from the worker's log: a tree on the terminal already shows the rest. */
  constructor(
    private readonly write: (line: string) => void,
    private readonly shows: 'everything' | 'errors' = 'everything',
  ) {}

  print(text: string): void {
    this.write(`${describeElapsed(this.elapsedMs)}  ${text}`);
  }

  /** Prints a line of the worker's log. Lines that are neither about a change nor errors stay in the log file. */
  printLogLine(line: string): void {
    const parsed = parseLogLine(line);
    if (parsed === undefined) return;
    const { where, level, message, error } = parsed;
    if (where === undefined) {
      if (level === 'ERROR') this.print(`worker error: ${message}${error === undefined ? '' : ` (${String(error)})`}`);
      return;
    }
    if (this.shows === 'errors') return;
    const place = [where.stage, where.region, where.zone].filter((part) => part !== undefined);
    this.print([shortChange(where.change), place.join(' ').padEnd(26), message].join('  '));
  }

  get elapsedMs(): number {
    return Date.now() - this.startedMs;
  }
}

/** The worker logs one JSON object per line; other lines come from libraries, and give `undefined`. */
export function parseLogLine(line: string): LogLine | undefined {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return undefined;
  }
}
