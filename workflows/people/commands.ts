import {
  type CancellationScope,
  getExternalWorkflowHandle,
  type SignalDefinition,
  setHandler,
  TemporalFailure,
  log as workflowLog,
} from '@temporalio/workflow';
import { type Attribution, addressedSteps, type StuckStep } from '../../pipeline/model/person';
import * as messages from '../messages/messages';
import { hear } from '../messages/receive';
import { isStep, wrongWith } from '../messages/validate';
import { log } from '../progress/log';
import type { Story } from '../progress/progress';
import { notifyStuck, StuckDecisions, type WaitForPerson } from './stuck-decisions';

/**
 * Where people speak to a change: it knows which steps of its way back are stuck, passes on what is said about them, and keeps who
 * decided what and why. Make it before the first await: it registers signals and updates.
 */
export class Desk {
  private readonly own: StuckDecisions;
  private cancellation: Attribution | undefined;

  constructor(
    private readonly change: string,
    private readonly story: Story,
    private readonly whole: CancellationScope,
  ) {
    this.own = new StuckDecisions({ change });
    this.hearLevels();
    this.hearPeople();
  }

  /** Who cancelled it by name; `undefined` where nobody did, or Temporal's own cancel was used. */
  get cancelledBy(): Attribution | undefined {
    return this.cancellation;
  }

  /** Lets the change itself wait for a person, where nobody below it can. */
  readonly stuck: WaitForPerson = async (what, because) => {
    const step = { at: this.change, what, because };
    const word = this.own.next();
    this.story.stuck(step);
    await notifyStuck({ change: this.change }, step);
    const said = await word;
    this.story.goesOn(this.change);
    return said;
  };

  private hearLevels(): void {
    setHandler(
      messages.stuck,
      (step) => {
        if (isStep(step)) this.story.stuck(step);
        else workflowLog.error('a signal "stuck" was not understood and is left out');
      },
      { description: 'A level below: a step of its way back is stuck and waits for a person' },
    );
    setHandler(messages.goesOn, (news) => this.story.goesOn(news?.at), {
      description: 'A level below: a person has spoken, and its way back goes on',
    });
  }

  private hearPeople(): void {
    hear(
      { signal: messages.retry, update: messages.retryUpdate },
      {
        description:
          'Try what is stuck on the way back again, once it is mended: {"by": "your name", "why": "what you mended"}. Where several are stuck, all are tried, or the one at the workflow that "at" names',
        wrong: (word) => wrongWith.word(word) ?? this.nobodyFor(word.at, true),
        act: async (word) => await this.passOn('retry', word, { signal: messages.retry, all: true }),
      },
    );
    hear(
      { signal: messages.accept, update: messages.acceptUpdate },
      {
        description:
          'Go on without undoing what is stuck, because you put it right by hand: {"by": "your name", "why": "what you did", "release": "found"}. "release" says what runs there now: "found" for what ran before Slipway, or the id of a release. Where several are stuck, "at" names the workflow',
        wrong: (word) => wrongWith.accept(word) ?? this.nobodyFor(word.at, false),
        act: async (word) => await this.passOn(`accept ${word.release}`, word, { signal: messages.accept, all: false }),
      },
    );
    hear(
      { signal: messages.cancel, update: messages.cancelUpdate },
      {
        description: 'Stop the change and put back what is not good yet: {"by": "your name", "why": "the reason"}',
        wrong: (word) => wrongWith.word(word) ?? (this.whole.consideredCancelled ? 'it was cancelled already' : undefined),
        act: (word) => this.cancel(word),
      },
    );
  }

  private nobodyFor(at: string | undefined, all: boolean): string | undefined {
    const found = addressedSteps(this.story.stuckSteps, { at, all });
    return found.kind === 'none' ? found.because : undefined;
  }

  private async passOn<W extends Attribution & { at?: string }>(
    what: string,
    word: W,
    { signal, all }: { signal: SignalDefinition<[W]>; all: boolean },
  ): Promise<string> {
    const found = addressedSteps(this.story.stuckSteps, { at: word.at, all });
    if (found.kind === 'none') return found.because;
    const steps = found.steps.map((step) => step.what).join('; ');
    this.story.decided(`${what}: ${steps}`, word);
    await Promise.all(found.steps.map((step) => this.tell(step, signal, word)));
    return `the way back goes on at: ${steps}`;
  }

  private async tell<W extends Attribution>(step: StuckStep, signal: SignalDefinition<[W]>, word: W): Promise<void> {
    if (step.at === this.change) return this.hearOwn(step, word);
    try {
      await getExternalWorkflowHandle(step.at).signal(signal, { ...word, what: step.what });
    } catch (err) {
      if (!(err instanceof TemporalFailure)) throw err;
      log({ change: step.at }, 'has ended meanwhile, and cannot be told');
      this.story.goesOn(step.at);
    }
  }

  private hearOwn({ what }: StuckStep, word: Attribution & { readonly release?: string }): void {
    if (word.release === undefined) this.own.retry(word);
    else this.own.accept({ ...word, release: word.release }, what);
  }

  private cancel(word: Attribution): string {
    const { isGoingBack } = this.story;
    this.story.decided('cancel', word);
    this.cancellation = word;
    this.whole.cancel();
    return isGoingBack ? 'it goes back already, and goes on with that' : 'it stops, and puts back what is not good yet';
  }
}
