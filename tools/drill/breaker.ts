import { setTimeout as pause } from 'node:timers/promises';
import type { LogLine } from '../../worker/log';
import type { PreparedFault } from './fault';
import type { SeededRandom } from './seeded-random';

/** Between two breaks, in ms: a run has time to move on, and a story still sees several. */
const betweenBreaks = { from: 15_000, to: 45_000 };
/** After the first word of a way back, in ms: it is over in a second or a few. */
const intoWayBack = { from: 0, to: 700 };

/** Breaks a set again and again: at random moments, and in each story's way back. */
export class Breaker {
  /** How often it broke something. */
  times = 0;
  /** How often that was while a change went back. */
  timesInWayBack = 0;
  private hurry = new AbortController();
  private isGoingBack = false;

  constructor(
    private readonly fault: PreparedFault,
    private readonly random: SeededRandom,
    private readonly say: (line: string) => void,
  ) {}

  /** Takes every line of the workers' logs, to know when a change goes back. */
  hear({ where, standing }: LogLine): void {
    if (where === undefined) return;
    if (standing === 'going back') {
      this.isGoingBack = true;
      this.hurry.abort();
    }
    if (standing === 'put back' && where.region === undefined) this.isGoingBack = false; // a whole stage is back
  }

  /** Breaks until the story is over. Everything is mended when it resolves. */
  async during(over: AbortSignal): Promise<void> {
    this.hurry = new AbortController();
    this.isGoingBack = false;
    while (!over.aborted) {
      await this.moment(over);
      if (!over.aborted) await this.breakOnce();
    }
  }

  /** The next time to break something. The first word of a story's way back hurries it, once. */
  private async moment(over: AbortSignal): Promise<void> {
    const { signal } = this.hurry;
    const isNew = !signal.aborted;
    const usualMs = this.random.between(betweenBreaks.from, betweenBreaks.to);
    const wayBackMs = this.random.between(intoWayBack.from, intoWayBack.to);
    await sleep(usualMs, isNew ? AbortSignal.any([over, signal]) : over);
    if (isNew && signal.aborted) await sleep(wayBackMs, over);
  }

  private async breakOnce(): Promise<void> {
    const inWayBack = this.isGoingBack;
    const what = await this.fault.inject();
    if (what === undefined) return;
    this.times += 1;
    if (inWayBack) this.timesInWayBack += 1;
    this.say(`${what}${inWayBack ? ', in a way back' : ''}`);
  }
}

/** A sleep that is cut short where it is told so. */
const sleep = (ms: number, signal: AbortSignal): Promise<void> => pause(ms, undefined, { signal }).catch(() => {});
