import { DefaultLogger, type LogEntry, type Logger } from '@temporalio/worker';
import { shortChange } from '../pipeline/model/ids';
import type { Standing } from '../pipeline/model/standing';

/**
 * A line of the worker's log. Lines about a change have `where`, and `standing` where it changed; the others are the worker's own.
 */
export interface LogLine {
  readonly at: string;
  readonly level: string;
  readonly message: string;
  readonly where?: { readonly change: string; readonly stage?: string; readonly region?: string; readonly zone?: string };
  readonly standing?: Standing;
  readonly [more: string]: unknown;
}

/** A logger that prints one JSON object per line, or one sentence per line for people on a terminal. */
export function workerLogger(write: (line: string) => void, forPeople: boolean): Logger {
  return new DefaultLogger('INFO', (entry) => write(`${forPeople ? sentence(entry) : JSON.stringify(lineOf(entry))}\n`));
}

function lineOf({ level, message, timestampNanos, meta }: LogEntry): LogLine {
  const { where, standing, workflowId, error } = meta ?? {};
  return {
    at: new Date(Number(timestampNanos / 1_000_000n)).toISOString(),
    level,
    message,
    ...(where !== undefined && { where }),
    ...(standing !== undefined && { standing }),
    ...(workflowId !== undefined && { workflowId }),
    ...(error !== undefined && { error: String(error) }),
  };
}

function sentence(entry: LogEntry): string {
  const { at, where, message, level, error } = lineOf(entry);
  const place = where === undefined ? [level] : [shortChange(where.change), where.stage, where.region, where.zone];
  const parts = [at.slice(11, 19), ...place.filter((part) => part !== undefined), message, error ?? ''];
  return parts
    .join('  ')
    .replace(/\s*\n\s*/g, ' ')
    .trimEnd();
}
