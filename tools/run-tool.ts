import { CommanderError } from 'commander';
import { Refusal } from '../client/refusal';
import { CannotStart } from '../local/process/cannot-start';

/** Runs a tool. Prints an expected error as its sentence, anything else with its stack, and sets the exit code. */
export function runTool(main: () => Promise<unknown>): void {
  // Exit listeners stop what we started; without these handlers a signal would skip them.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  main().catch((err: unknown) => {
    process.exitCode = exitCodeOf(err);
    if (err instanceof CommanderError) return; // it has printed its own message
    const isExpected = err instanceof Refusal || err instanceof CannotStart;
    process.stderr.write(`${isExpected ? err.message : err instanceof Error ? err.stack : String(err)}\n`);
  });
}

function exitCodeOf(err: unknown): number {
  if (!(err instanceof CommanderError)) return 3;
  return err.exitCode === 0 ? 0 : 2;
}
