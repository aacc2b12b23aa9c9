/** Hearing people: each word can be sent as a signal (the Web UI) or as an update (the command line), with one JSON object. */
import {
  ApplicationFailure,
  CancellationScope,
  type defineUpdate,
  type SignalDefinition,
  setHandler,
  TemporalFailure,
  log as workflowLog,
} from '@temporalio/workflow';
import type { Reply } from './messages';

interface Hearing<W> {
  /** For the Web UI: what it does, and what the object must hold. */
  readonly description: string;
  /** Why the word cannot be taken now, in a sentence; looks only at what is known already. */
  readonly wrong: (word: W) => string | undefined;
  /** Does what was asked, and answers what follows from it. */
  readonly act: (word: W) => Promise<string> | string;
}

/** The two doors that a word can come through. */
interface Doors<W> {
  readonly signal: SignalDefinition<[W]>;
  readonly update: ReturnType<typeof defineUpdate<Reply, [W]>>;
}

/** Registers a word. What is wrong is told to who sent an update; who sent a signal cannot be answered, so the log has it. */
export function hear<W>({ signal, update }: Doors<W>, { description, wrong, act }: Hearing<W>): void {
  setHandler(
    signal,
    async (word) => {
      const because = wrong(word) ?? (await shielded(() => act(word)).then(() => undefined, refused));
      if (because !== undefined) workflowLog.error(`a signal "${signal.name}" is left out: ${because}`);
    },
    { description },
  );
  setHandler(update, async (word) => ({ message: await shielded(() => act(word)) }), {
    description,
    validator: (word) => {
      const because = wrong(word);
      if (because !== undefined) throw refusal(because);
    },
  });
}

/** What a person asked for is done also where the workflow was cancelled. */
const shielded = (act: () => Promise<string> | string): Promise<string> =>
  CancellationScope.nonCancellable(async () => await act());

/** The reason of a refusal. A signal's handler must not fail: it would fail the whole workflow. */
function refused(err: unknown): string {
  if (err instanceof TemporalFailure) return err.message;
  throw err;
}

/** A word that is not taken, with the reason. */
export const refusal = (because: string): ApplicationFailure => ApplicationFailure.nonRetryable(because, 'Refused');
