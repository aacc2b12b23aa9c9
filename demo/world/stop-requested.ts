import { fstatSync } from 'node:fs';

/**
 * Resolves when this process must stop: after a signal, or when the process that started it has ended. The latter closes our standard
 * input or IPC channel, even after a crash.
 */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => resolve();
    process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
    if (isStandardInputPipe()) process.stdin.once('close', stop).resume();
  });
}

/** A terminal or a file as standard input shows nothing about the process that started us. */
function isStandardInputPipe(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isSocket();
}
