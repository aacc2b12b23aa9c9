import { readFileSync } from 'node:fs';
import { inProject } from './project';

/** A server cannot be had. The message is one sentence: what is wrong, and what to do; the end of a log may follow it. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';

  /** With `logFile`, the message names it relative to the project and shows its last lines. */
  constructor(sentence: string, logFile?: string) {
    super(logFile === undefined ? sentence : [`${sentence} (see ${inProject(logFile)})`, ...lastLines(logFile)].join('\n  '));
  }
}

function lastLines(logFile: string): string[] {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8);
  } catch {
    return []; // nothing was written: the sentence stands alone
  }
}
