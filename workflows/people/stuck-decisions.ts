/** What people decide about a step of the way back that keeps failing. */
import { condition } from '@temporalio/workflow';
import type { Left } from '../../pipeline/model/outcome';
import { type Attribution, type StuckStep, stuckSentence } from '../../pipeline/model/person';
import { log, type Where } from '../progress/log';
import { notifyPeople } from './notify';

/** What becomes of a stuck step: it is tried again, or what is there now is accepted as it is and named in the ending. */
export type StuckDecision = { readonly kind: 'retry' } | { readonly kind: 'accepted'; readonly left: Left };

/** Waits until a person has decided what becomes of a step; `what` completes the sentence "cannot …". */
export type WaitForPerson = (what: string, because: string) => Promise<StuckDecision>;

/** Receives decisions about a stuck step, and lets the step wait for one. */
export class StuckDecisions {
  private decided: StuckDecision[] = [];

  constructor(private readonly where: Where) {}

  retry({ by, why }: Partial<Attribution>): void {
    log(this.where, `${by ?? 'somebody'} asked to try again: ${why ?? 'no reason was given'}`);
    this.decided.push({ kind: 'retry' });
  }

  accept({ by, why, release }: Attribution & { readonly release: string }, what = 'the step'): void {
    const left = {
      what: `${what}: ${by} accepted what runs there now, ${release} (${why})`,
      action: 'check that this is what should run there; the next change replaces it',
    };
    log(this.where, `accepted as it is: ${left.what}`);
    this.decided.push({ kind: 'accepted', left });
  }

  /** The next decision from here on; an earlier one was about another step. */
  async next(): Promise<StuckDecision> {
    this.decided = [];
    await condition(() => this.decided.length > 0);
    return this.decided[0] ?? { kind: 'retry' };
  }
}

/** Tells people that a step is stuck, and what they can do about it. */
export async function notifyStuck(where: Where, step: StuckStep): Promise<void> {
  const text = `${stuckSentence(step)}. ${whatPeopleCanDo(where.change, step.at)}`;
  log(where, text, 'stuck');
  await notifyPeople({ change: where.change, subject: 'stuck', text });
}

/** The commands that a person can give, in the words of the command line and of the Web UI. */
export const whatPeopleCanDo = (change: string, at: string): string =>
  `Fix the cause, then run \`slipway retry ${change} --why …\`; or repair it by hand, then run \`slipway accept ${change} --release … --why …\`; or send the signal "retry" or "accept" to the workflow ${at}`;
