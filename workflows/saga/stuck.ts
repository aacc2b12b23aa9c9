/** Where a step of the way back keeps failing: a person is told, and what the step leans on stays as it is until one has spoken. */
import {
  condition,
  getExternalWorkflowHandle,
  log,
  type SignalDefinition,
  setCurrentDetails,
  setHandler,
  TemporalFailure,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Left } from '../../pipeline/model/outcome';
import type { StuckStep, Word } from '../../pipeline/model/person';
import { accept, goesOn, retry, stuck } from '../messages/messages';
import { statusAttribute } from '../messages/search-attributes';
import { wrongWith } from '../messages/validate';
import { tellPeople } from '../people/notify';
import { say, type Where } from '../progress/log';

/** What becomes of a step that was stuck: it is tried again, or what is there now is taken as it is, and said so. */
export type Said = { readonly kind: 'retry' } | { readonly kind: 'accepted'; readonly left: Left };

/** Waits until a person has said what is to become of a step. */
export type Stuck = (what: string, because: string) => Promise<Said>;

/** Hears what people say of a step, and lets it wait for that. */
export class PersonsWord {
  private said: Said[] = [];

  constructor(private readonly where: Where) {}

  retry({ by, why }: Partial<Word>): void {
    say(this.where, `tried again, as ${by ?? 'somebody'} asked: ${why ?? 'no reason was given'}`);
    this.said.push({ kind: 'retry' });
  }

  accept({ by, why, release }: Word & { readonly release: string }, what = 'the step'): void {
    const left = {
      what: `${what}: ${by} took over what is there now, ${release} (${why})`,
      mend: 'see that it is what should run there; the next change takes its place',
    };
    say(this.where, `accepted as it is: ${left.what}`);
    this.said.push({ kind: 'accepted', left });
  }

  /** The next word from here on; one that was said before was about something else. */
  async next(): Promise<Said> {
    this.said = [];
    await condition(() => this.said.length > 0);
    return this.said[0] ?? { kind: 'retry' };
  }
}

/**
 * Makes the wait of a level. Its change hears of it, so that people need to know of nothing but the change; they can also speak to the
 * level itself. Call it before the first await: it registers signals.
 */
export function untilTold(where: Where): Stuck {
  const word = new PersonsWord(where);
  const at = workflowInfo().workflowId;
  let now: string | undefined;
  setHandler(retry, (asked) => word.retry(asked ?? {}), descriptions.retry); // also where a hand in a hurry left out who and why
  setHandler(
    accept,
    (asked) => {
      const wrong = wrongWith.accept(asked) ?? meantAnother(asked.what, now);
      if (wrong === undefined) word.accept(asked, now);
      else log.error(`a signal "accept" is left out: ${wrong}`);
    },
    descriptions.accept,
  );
  return async (what, because) => {
    now = what;
    const told = word.next();
    upsertSearchAttributes([{ key: statusAttribute, value: 'stuck' }]);
    setCurrentDetails(`**stuck**: cannot ${what}: ${because}. ${wayOut(where.change, at)}`);
    await tellChange(where.change, stuck, { at, what, because }); // first, so that who is told below finds it there
    await askPeople(where, { at, what, because });
    const said = await told;
    await tellChange(where.change, goesOn, { at });
    upsertSearchAttributes([{ key: statusAttribute, value: 'under way' }]);
    setCurrentDetails('on its way back');
    now = undefined;
    return said;
  };
}

/** Speaking to the change is the usual way: it keeps who decided what. */
const descriptions = {
  retry: {
    description: 'Try what is stuck here again, better sent to the change: {"by": "your name", "why": "what you mended"}',
  },
  accept: {
    description:
      'Go on without undoing what is stuck here, better sent to the change: {"by": "your name", "why": "what you did", "release": "found"}',
  },
};

/** A word may have been on its way while its step went on: it must not settle the next one. */
const meantAnother = (meant: string | undefined, now: string | undefined): string | undefined =>
  now === undefined || (meant !== undefined && meant !== now) ? `${meant ?? 'no step'} is stuck no longer` : undefined;

/** Tells people that a step is stuck, and what they can say. */
export async function askPeople(where: Where, { at, what, because }: StuckStep): Promise<void> {
  const text = `cannot ${what}: ${because}. ${wayOut(where.change, at)}`;
  say(where, `is stuck: ${text}`);
  await tellPeople({ change: where.change, subject: 'stuck', text });
}

/** What a person can do, in the words of the command line and of the Web UI. */
const wayOut = (change: string, at: string): string =>
  `Mend it, then \`slipway retry ${change} --why …\`; or put it right by hand, then \`slipway accept ${change} --release … --why …\`; or send the signal "retry" or "accept" to the workflow ${at}`;

/** A change that has ended hears nothing: the level goes on waiting, and people speak to it directly. */
async function tellChange<A>(change: string, signal: SignalDefinition<[A]>, message: A): Promise<void> {
  try {
    await getExternalWorkflowHandle(change).signal(signal, message);
  } catch (err) {
    if (!(err instanceof TemporalFailure)) throw err;
    say({ change }, `has ended and cannot be told "${signal.name}"`);
  }
}
