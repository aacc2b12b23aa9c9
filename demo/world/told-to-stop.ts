import { fstatSync } from 'node:fs';

/**
 * Resolves when this process is to end: by a signal, or because whoever started it is gone. That shows in its end of our standard
 * input, or of the IPC channel, being closed, and holds however it went.
 */
export function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => resolve();
    process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
    if (standardInputIsAPipe()) process.stdin.once('close', stop).resume();
  });
}

/** A terminal, a file or nothing at all says nothing about who started us. */
function standardInputIsAPipe(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isSocket();
}
