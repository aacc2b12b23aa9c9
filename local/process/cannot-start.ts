import { readFileSync } from 'node:fs';
import { relativeToProject } from './project-folder';

/** A server or program cannot start. The message says what is wrong and what to do; the last lines of a log may follow. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';

  /** With `logFile`, the message names it relative to the project and shows its last lines. */
  constructor(sentence: string, logFile?: string) {
    super(
      logFile === undefined ? sentence : [`${sentence} (see ${relativeToProject(logFile)})`, ...lastLines(logFile)].join('\n  '),
    );
  }
}

function lastLines(logFile: string): string[] {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8);
  } catch {
    return []; // the program wrote no log
  }
}
