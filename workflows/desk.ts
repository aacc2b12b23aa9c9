import {
  type CancellationScope,
  getExternalWorkflowHandle,
  log,
  type SignalDefinition,
  setHandler,
  TemporalFailure,
} from '@temporalio/workflow';
import { addressed, type StuckStep, type Word } from '../pipeline/person';
import * as messages from './messages';
import { hear } from './persons';
import { say } from './say';
import type { Story } from './story';
import { askPeople, PersonsWord, type Stuck } from './stuck';
import { isStep, wrongWith } from './understood';

/**
 * Where people speak to a change: it knows which steps of its way back are stuck, passes on what is said about them, and keeps who
 * decided what and why. Make it before the first await: it registers signals and updates.
 */
export class Desk {
  private readonly own: PersonsWord;
  private cancellation: Word | undefined;

  constructor(
    private readonly change: string,
    private readonly story: Story,
    private readonly whole: CancellationScope,
  ) {
    this.own = new PersonsWord({ change });
    setHandler(messages.stuck, (step) => {
      if (isStep(step)) story.stuck(step);
      else log.error('a signal "stuck" was not understood and is left out');
    });
    setHandler(messages.goesOn, (news) => story.goesOn(news?.at));
    this.hearPeople();
  }

  /** Who cancelled it by name; `undefined` where nobody did, or Temporal's own cancel was used. */
  get cancelledBy(): Word | undefined {
    return this.cancellation;
  }

  /** Lets the change itself wait for a person, where nobody below it can. */
  readonly stuck: Stuck = async (what, because) => {
    const step = { at: this.change, what, because };
    const word = this.own.next();
    this.story.stuck(step);
    await askPeople({ change: this.change }, step);
    const said = await word;
    this.story.goesOn(this.change);
    return said;
  };

  private hearPeople(): void {
    hear(
      { signal: messages.retry, update: messages.retryUpdate },
      {
        description: 'Try a stuck step of the way back again: {"by": who, "why": reason, "at": which workflow, if several}',
        wrong: (word) => wrongWith.word(word) ?? this.nobodyFor(word.at, true),
        act: async (word) => await this.passOn('retry', word, { signal: messages.retry, all: true }),
      },
    );
    hear(
      { signal: messages.accept, update: messages.acceptUpdate },
      {
        description: 'Go on without undoing a stuck step, mended by hand: {"by", "why", "release": "found" or sha256-…, "at"}',
        wrong: (word) => wrongWith.accept(word) ?? this.nobodyFor(word.at, false),
        act: async (word) => await this.passOn(`accept ${word.release}`, word, { signal: messages.accept, all: false }),
      },
    );
    hear(
      { signal: messages.cancel, update: messages.cancelUpdate },
      {
        description: 'Stop the change and put back what is not good yet: {"by": who, "why": reason}',
        wrong: (word) => wrongWith.word(word) ?? (this.whole.consideredCancelled ? 'it was cancelled already' : undefined),
        act: (word) => this.cancel(word),
      },
    );
  }

  private nobodyFor(at: string | undefined, all: boolean): string | undefined {
    const found = addressed(this.story.stuckSteps, { at, all });
    return found.kind === 'none' ? found.because : undefined;
  }

  private async passOn<W extends Word & { at?: string }>(
    what: string,
    word: W,
    { signal, all }: { signal: SignalDefinition<[W]>; all: boolean },
  ): Promise<string> {
    const found = addressed(this.story.stuckSteps, { at: word.at, all });
    if (found.kind === 'none') return found.because;
    const steps = found.steps.map((step) => step.what).join('; ');
    this.story.decided(`${what}: ${steps}`, word);
    await Promise.all(found.steps.map((step) => this.tell(step, signal, word)));
    return `the way back goes on at: ${steps}`;
  }

  private async tell<W extends Word>(step: StuckStep, signal: SignalDefinition<[W]>, word: W): Promise<void> {
    if (step.at === this.change) return this.hearOwn(step, word);
    try {
      await getExternalWorkflowHandle(step.at).signal(signal, { ...word, what: step.what });
    } catch (err) {
      if (!(err instanceof TemporalFailure)) throw err;
      say({ change: step.at }, 'has ended meanwhile, and cannot be told');
      this.story.goesOn(step.at);
    }
  }

  private hearOwn({ what }: StuckStep, word: Word & { readonly release?: string }): void {
    if (word.release === undefined) this.own.retry(word);
    else this.own.accept({ ...word, release: word.release }, what);
  }

  private cancel(word: Word): string {
    const { isGoingBack } = this.story;
    this.story.decided('cancel', word);
    this.cancellation = word;
    this.whole.cancel();
    return isGoingBack ? 'it goes back already, and goes on with that' : 'it stops, and puts back what is not good yet';
  }
}
