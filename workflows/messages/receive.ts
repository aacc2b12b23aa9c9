/** Receives commands of people: each can be sent as a signal (Web UI) or as an update (command line), with one JSON object. */
import {
  ApplicationFailure,
  CancellationScope,
  type defineUpdate,
  type SignalDefinition,
  setHandler,
  TemporalFailure,
  log as workflowLog,
} from '@temporalio/workflow';
import type { Reply } from './commands';

interface Receiver<C> {
  /** For the Web UI: what the command does, and what its object must hold. */
  readonly description: string;
  /** Why the command cannot be taken now, in a sentence. Must be synchronous: it validates updates. */
  readonly problem: (command: C) => string | undefined;
  /** Does what was asked, and answers what follows from it. */
  readonly act: (command: C) => Promise<string> | string;
}

/** The signal and the update that carry the same command. */
interface Command<C> {
  readonly signal: SignalDefinition<[C]>;
  readonly update: ReturnType<typeof defineUpdate<Reply, [C]>>;
}

/** Registers a command. A refused update answers the reason; a refused signal cannot be answered, so the log has the reason. */
export function receive<C>({ signal, update }: Command<C>, { description, problem, act }: Receiver<C>): void {
  setHandler(
    signal,
    async (command) => {
      const because = problem(command) ?? (await shielded(() => act(command)).then(() => undefined, refusalReason));
      if (because !== undefined) workflowLog.error(`a signal "${signal.name}" is ignored: ${because}`);
    },
    { description },
  );
  setHandler(update, async (command) => ({ message: await shielded(() => act(command)) }), {
    description,
    validator: (command) => {
      const because = problem(command);
      if (because !== undefined) throw refusal(because);
    },
  });
}

/** A command is carried out also if the workflow was cancelled. */
const shielded = (act: () => Promise<string> | string): Promise<string> =>
  CancellationScope.nonCancellable(async () => await act());

/** A signal handler must not throw: it would fail the whole workflow. */
function refusalReason(err: unknown): string {
  if (err instanceof TemporalFailure) return err.message;
  throw err;
}

/** The failure that refuses a command, with the reason. */
export const refusal = (because: string): ApplicationFailure => ApplicationFailure.nonRetryable(because, 'Refused');
