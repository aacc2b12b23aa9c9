import { CannotStart } from '../process/cannot-start';

/** Ends the program without a complaint: somebody said so. */
export class ToldToStop extends Error {}

/** Listens for SIGINT, SIGTERM and SIGHUP. Who says it twice does not want to wait for a clean end. */
export function listenForTheEnd(say: (line: string) => void) {
  let isTold = false;
  const told = new Promise<void>((resolve) => {
    const hear = () => {
      if (isTold) process.exit(130); // what was started is told to end by that
      isTold = true;
      say('stopping; once more to stop at once');
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, hear);
  });
  return {
    told,
    /** Does the next thing only while nobody said so. */
    async next<T>(begin: () => Promise<T>): Promise<T> {
      if (isTold) throw new ToldToStop();
      return await begin().catch((err) => {
        throw isTold && err instanceof CannotStart ? new ToldToStop() : err; // Ctrl-C reaches installers, too
      });
    },
  };
}
