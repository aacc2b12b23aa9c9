import { shortChange } from '../pipeline/model/ids';
import type { LogLine } from '../worker/log';

/** Prints what moves, a line each: since the start, change, stage, Region, zone, what and why. */
export class Teller {
  private readonly startedMs = Date.now();

  /** Where a tree shows what moves, only complaints are heard. */
  constructor(
    private readonly print: (line: string) => void,
    private readonly hears: 'moves' | 'complaints' = 'moves',
  ) {}

  say(text: string): void {
    this.print(`${this.elapsed}  ${text}`);
  }

  /** Takes a line of the worker's log; what moves nothing is left to the log file, but for complaints. */
  hear(line: string): void {
    const told = parseLine(line);
    if (told === undefined) return;
    const { where, level, message, error } = told;
    if (where === undefined) {
      if (level === 'ERROR') this.say(`the worker complains: ${message}${error === undefined ? '' : ` (${String(error)})`}`);
      return;
    }
    if (this.hears === 'complaints') return;
    const place = [where.stage, where.region, where.zone].filter((part) => part !== undefined);
    this.say([shortChange(where.change), place.join(' ').padEnd(26), message].join('  '));
  }

  get elapsedMs(): number {
    return Date.now() - this.startedMs;
  }

  private get elapsed(): string {
    const seconds = Math.floor(this.elapsedMs / 1000);
    return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  }
}

/** The worker writes an object a line; a line that is none is some library's own, and stays in the log file. */
export function parseLine(line: string): LogLine | undefined {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return undefined;
  }
}
