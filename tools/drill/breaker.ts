import { setTimeout as pause } from 'node:timers/promises';
import type { LogLine } from '../../worker/log';
import type { PreparedFault } from './fault';
import type { SeededRandom } from './seeded-random';

/** The time between two faults, in ms: the change can make progress, and each story still gets several. */
const betweenFaults = { from: 15_000, to: 45_000 };
/** The time from the first log line of a rollback to the fault, in ms: a rollback takes only a few seconds. */
const intoRollback = { from: 0, to: 700 };

/** Injects a fault again and again: at random moments, and in each story's rollback. */
export class Breaker {
  /** How many faults had an effect. */
  faults = 0;
  /** How many of these were while a change went back. */
  faultsInRollback = 0;
  private rollbackStarted = new AbortController();
  private isGoingBack = false;

  constructor(
    private readonly fault: PreparedFault,
    private readonly random: SeededRandom,
    private readonly say: (line: string) => void,
  ) {}

  /** Receives every line of the workers' logs, to know when a change goes back. */
  onLogLine({ where, standing }: LogLine): void {
    if (where === undefined) return;
    if (standing === 'going back') {
      this.isGoingBack = true;
      this.rollbackStarted.abort();
    }
    if (standing === 'put back' && where.region === undefined) this.isGoingBack = false; // a whole stage is back
  }

  /** Injects faults until the story is over. Everything is repaired when it resolves. */
  async during(over: AbortSignal): Promise<void> {
    this.rollbackStarted = new AbortController();
    this.isGoingBack = false;
    while (!over.aborted) {
      await this.waitForMoment(over);
      if (!over.aborted) await this.injectOnce();
    }
  }

  /** Waits for the next moment. The first log line of a story's rollback shortens the wait, once. */
  private async waitForMoment(over: AbortSignal): Promise<void> {
    const { signal } = this.rollbackStarted;
    const isNew = !signal.aborted;
    const usualMs = this.random.between(betweenFaults.from, betweenFaults.to);
    const rollbackMs = this.random.between(intoRollback.from, intoRollback.to);
    await sleep(usualMs, isNew ? AbortSignal.any([over, signal]) : over);
    if (isNew && signal.aborted) await sleep(rollbackMs, over);
  }

  private async injectOnce(): Promise<void> {
    const inRollback = this.isGoingBack;
    const what = await this.fault.inject();
    if (what === undefined) return;
    this.faults += 1;
    if (inRollback) this.faultsInRollback += 1;
    this.say(`${what}${inRollback ? ', during a rollback' : ''}`);
  }
}

/** Sleeps until the time is over or the signal aborts. */
const sleep = (ms: number, signal: AbortSignal): Promise<void> => pause(ms, undefined, { signal }).catch(() => {});
