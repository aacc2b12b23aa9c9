import { DefaultLogger, type LogEntry, type Logger } from '@temporalio/worker';
import { shortChange } from '../pipeline/model/ids';

/** A line of the worker's log. `moved` is where something of a change moved; other lines are the worker's own. */
export interface LogLine {
  readonly at: string;
  readonly level: string;
  readonly message: string;
  readonly moved?: { readonly change: string; readonly stage?: string; readonly region?: string; readonly zone?: string };
  readonly [more: string]: unknown;
}

/** A logger that prints a JSON object a line, or a sentence a line for people on a terminal. */
export function workerLogger(write: (line: string) => void, forPeople: boolean): Logger {
  return new DefaultLogger('INFO', (entry) => write(`${forPeople ? sentence(entry) : JSON.stringify(lineOf(entry))}\n`));
}

function lineOf({ level, message, timestampNanos, meta }: LogEntry): LogLine {
  const { moved, workflowId, error } = meta ?? {};
  return {
    at: new Date(Number(timestampNanos / 1_000_000n)).toISOString(),
    level,
    message,
    ...(moved !== undefined && { moved }),
    ...(workflowId !== undefined && { workflowId }),
    ...(error !== undefined && { error: String(error) }),
  };
}

function sentence(entry: LogEntry): string {
  const { at, moved, message, level, error } = lineOf(entry);
  const where = moved === undefined ? [level] : [shortChange(moved.change), moved.stage, moved.region, moved.zone];
  const parts = [at.slice(11, 19), ...where.filter((part) => part !== undefined), message, error ?? ''];
  return parts
    .join('  ')
    .replace(/\s*\n\s*/g, ' ')
    .trimEnd();
}
