import { activityInfo } from '@temporalio/activity';
import { beat, keepRecord } from './heartbeats';
import { type AttemptRecord, afterError, isDue, recordAtStart, recordIn } from './streak';
import { type Telling, tellRecovery, tellTrouble, usualPace } from './tell';

/**
 * One attempt of an activity among its other attempts: counts those that failed, across workers, and tells the workflow after some minutes.
 * Times are the server's, plus what has passed here since the attempt began.
 */
export class Attempt {
  private record: AttemptRecord;
  private readonly began = performance.now();

  private constructor(
    private readonly doing: string,
    private readonly telling: Telling,
  ) {
    const { attempt, currentAttemptScheduledTimestampMs, scheduledTimestampMs, heartbeatDetails } = activityInfo();
    this.record = recordAtStart(recordIn(heartbeatDetails), {
      attempt,
      scheduledMs: currentAttemptScheduledTimestampMs,
      firstScheduledMs: scheduledTimestampMs,
    });
    keepRecord(this.record);
  }

  /** Begins an attempt at `doing`, which completes the sentence "cannot …". If the attempts before it failed for long, it tells so at once. */
  static async begin(doing: string, telling: Telling): Promise<Attempt> {
    const attempt = new Attempt(doing, telling);
    if (await attempt.tell()) beat();
    return attempt;
  }

  /** The activity ends, or this attempt showed that it works. */
  async worked(isOver: boolean): Promise<void> {
    if (this.record.streak?.told !== undefined) await tellRecovery(this.telling);
    if (!isOver) this.keep({ answered: activityInfo().attempt });
  }

  /** The attempt ended with an error, and another follows. What the attempt did stands beside the error already. */
  async failed(because: string): Promise<void> {
    const { attempt, currentAttemptScheduledTimestampMs: scheduledMs } = activityInfo();
    this.record = afterError(this.record, {
      attempt,
      scheduledMs,
      endedMs: this.nowMs,
      because: cut(withoutPrefix(because, `${this.doing}: `)),
    });
    await this.tell();
    this.keep(this.record);
  }

  /** The attempt was stopped by its worker, which says nothing about the activity. */
  stopped(): void {
    this.keep({ ...this.record, answered: activityInfo().attempt });
  }

  private async tell(): Promise<boolean> {
    const { streak } = this.record;
    if (streak === undefined || !isDue(streak, this.telling.pace ?? usualPace, this.nowMs)) return false;
    if (!(await tellTrouble(this.telling, this.doing, streak))) return false; // the next attempt tells it
    this.record = { ...this.record, streak: { ...streak, told: { atMs: this.nowMs, because: streak.because } } };
    keepRecord(this.record);
    return true;
  }

  private keep(record: AttemptRecord): void {
    this.record = record;
    keepRecord(record);
    beat();
  }

  private get nowMs(): number {
    return activityInfo().currentAttemptScheduledTimestampMs + Math.round(performance.now() - this.began);
  }
}

/** Some errors carry pages; the log of the worker has them. */
const longest = 500;

const withoutPrefix = (text: string, prefix: string): string => (text.startsWith(prefix) ? text.slice(prefix.length) : text);

const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);
