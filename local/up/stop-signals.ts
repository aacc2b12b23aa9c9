import { CannotStart } from '../process/cannot-start';

/** Ends the program without an error, because a person asked it to stop. */
export class StopRequested extends Error {}

/** Listens for SIGINT, SIGTERM and SIGHUP. The first asks for a clean stop, the second exits at once. */
export function listenForStopSignals(say: (line: string) => void) {
  let isRequested = false;
  const requested = new Promise<void>((resolve) => {
    const onSignal = () => {
      if (isRequested) process.exit(130); // the exit listeners of what was started send it SIGTERM
      isRequested = true;
      say('stopping; press Ctrl-C again to stop at once');
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
  return {
    /** Resolves at the first signal. */
    requested,
    /** Runs the next step of the start, or throws {@link StopRequested} after a signal. */
    async unlessRequested<T>(step: () => Promise<T>): Promise<T> {
      if (isRequested) throw new StopRequested();
      return await step().catch((err) => {
        throw isRequested && err instanceof CannotStart ? new StopRequested() : err; // Ctrl-C also interrupts installers
      });
    },
  };
}
