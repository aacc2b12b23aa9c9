/** The command line as a person uses it: a real process, with an environment of its own. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const program = resolve(__dirname, '../../../bin/slipway.js');

/** Runs `slipway` to its end. It sees only `env`, the PATH, and a home without profiles. */
export function slipway(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = resolve(__dirname, '../../..'),
) {
  const whole = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...env };
  return new Promise<Printed>((done) => {
    const child = execFile(process.execPath, [program, ...args], { env: whole, cwd }, (err, out, stderr) => {
      done({ code: typeof err?.code === 'number' ? err.code : err === null ? 0 : -1, out, err: stderr });
    });
    child.stdin?.end(); // no input
  });
}

/** Whether a text is a message for people: without a stack trace, and without a warning of Node. */
export const aSentence = (text: string): boolean => !/\n\s+at |Warning|node:internal/.test(text);
