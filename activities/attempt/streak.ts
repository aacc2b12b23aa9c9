/** What the attempts of one activity have in common: how many failed one after the other, since when, and what was told of it. Pure. */
import { z } from 'zod';

/** Attempts that failed one after the other. Times in ms since 1970. */
export interface Streak {
  readonly errors: number;
  readonly sinceMs: number;
  /** When the last of them ended, and the error with which. */
  readonly lastMs: number;
  readonly because: string;
  /** When the workflow was told last, and which error. */
  readonly told?: { readonly atMs: number; readonly because: string };
}

/** What an attempt knows of those before it. `answered` is the number of the last attempt that ended by itself. */
export interface AttemptRecord {
  readonly answered: number;
  readonly streak?: Streak;
}

const schema: z.ZodType<{ readonly attempts: AttemptRecord }> = z.object({
  attempts: z.object({
    answered: z.number(),
    streak: z
      .object({
        errors: z.number(),
        sinceMs: z.number(),
        lastMs: z.number(),
        because: z.string(),
        told: z.object({ atMs: z.number(), because: z.string() }).exactOptional(),
      })
      .exactOptional(),
  }),
});

/** The record in the details of the last heartbeat; `undefined` if there is none, as in a first attempt. */
export const recordIn = (details: unknown): AttemptRecord | undefined => schema.safeParse(details).data?.attempts;

/** The times of an attempt, by the server's clock, in ms since 1970. */
export interface AttemptTimes {
  readonly attempt: number;
  /** When this attempt was scheduled, and when the first was. */
  readonly scheduledMs: number;
  readonly firstScheduledMs: number;
}

/** Why an attempt counts as failed that left no answer. */
export const noAnswer = 'an attempt ended without an answer: it took too long, or its worker died';

/** The record at the start of an attempt: one before it that left no answer counts as an error. */
export function recordAtStart(before: AttemptRecord | undefined, times: AttemptTimes): AttemptRecord {
  const { answered, streak } = before ?? { answered: 0, streak: undefined };
  const lost = times.attempt - 1 - answered;
  const record = { answered: times.attempt - 1, ...(streak && { streak }) };
  if (lost <= 0) return record;
  const sinceMs = streak?.sinceMs ?? (answered === 0 ? times.firstScheduledMs : times.scheduledMs);
  return {
    ...record,
    streak: { ...streak, errors: (streak?.errors ?? 0) + lost, sinceMs, lastMs: times.scheduledMs, because: noAnswer },
  };
}

/** The record after an attempt ended with an error at `endedMs`. The streak began when its first attempt was scheduled. */
export const afterError = (
  { streak }: AttemptRecord,
  {
    attempt,
    scheduledMs,
    endedMs,
    because,
  }: Pick<AttemptTimes, 'attempt' | 'scheduledMs'> & { endedMs: number; because: string },
): AttemptRecord => ({
  answered: attempt,
  streak: {
    ...streak,
    errors: (streak?.errors ?? 0) + 1,
    sinceMs: streak?.sinceMs ?? scheduledMs,
    lastMs: endedMs,
    because,
  },
});

/** When a workflow is told of a streak. */
export interface Pace {
  /** How long attempts must have failed. */
  readonly afterMs: number;
  /** The shortest time before another error is told. The same error is told again six times as late, with how often it came. */
  readonly againMs: number;
}

/** Whether the workflow is to be told of a streak now. */
export function isDue({ told, sinceMs, because }: Streak, { afterMs, againMs }: Pace, nowMs: number): boolean {
  if (told === undefined) return nowMs - sinceMs >= afterMs;
  return nowMs - told.atMs >= (told.because === because ? 6 * againMs : againMs);
}
