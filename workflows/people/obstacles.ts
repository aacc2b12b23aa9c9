import { condition } from '@temporalio/workflow';
import { isSameReason, obstacleAdvice, pauseAfter } from '../../pipeline/gates/obstacle';
import type { Attribution } from '../../pipeline/model/person';
import type { ChangeProgress } from '../progress/change-progress';
import { oneLine } from '../progress/one-line';
import { personNeeded } from '../setback';
import { notifyPeople } from './notify';

/** Lets a change wait, before a stage's first touch, until a person has removed what is in its way. */
export class Obstacles {
  private mayLook = false;

  constructor(
    private readonly change: string,
    private readonly progress: ChangeProgress,
  ) {}

  /**
   * Does something that touches nothing, and answers its result. If a person must remove something first, it waits until it is time to look
   * again, or a person says so, and answers `undefined`: begin again. What it holds, such as lanes, it must have given back when it fails.
   */
  async pass<T extends object>(stage: string | undefined, act: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await act();
      this.mayLook = false;
      this.progress.unobstructed();
      return result;
    } catch (err) {
      const because = personNeeded(err);
      if (because === undefined) throw err;
      await this.wait(stage, because);
      return undefined;
    }
  }

  /** Whether something is in the way, as far as it is known. */
  get isBlocked(): boolean {
    return this.progress.obstacle !== undefined;
  }

  /** A person says that it is gone. A look that is under way may have missed that, so another one follows it. */
  lookAgain(command: Attribution): string {
    this.progress.decided('retry: look again whether it can go on', command);
    this.mayLook = true;
    return 'it looks again';
  }

  private async wait(stage: string | undefined, because: string): Promise<void> {
    const known = this.progress.obstacle;
    const looks = (known?.looks ?? 0) + 1;
    const pauseMs = pauseAfter(looks);
    const obstacle = { ...(stage !== undefined && { stage }), because, since: known?.since ?? isoIn(0), looks };
    this.progress.obstructed({ ...obstacle, until: isoIn(pauseMs) });
    if (known === undefined || !isSameReason(known.because, because)) {
      const text = `${because}. ${obstacleAdvice(this.change)}`;
      void notifyPeople({ change: this.change, subject: 'waits for a person', text }); // whether that works decides nothing
    }
    await condition(() => this.mayLook, pauseMs, { summary: oneLine(`look again: ${because}`) });
    this.mayLook = false;
    this.progress.obstructed(obstacle);
  }
}

const isoIn = (ms: number): string => new Date(Date.now() + ms).toISOString();
