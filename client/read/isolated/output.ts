import type { ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';

/** For all that the file prints and exports. The longest pipelines have some ten thousand bytes. */
const maximumBytes = 1 << 20;

/** Collects standard output, standard error and the descriptor of the answer; calls `onTooMuch` once all three together are too long. */
export function collectOutput({ stdio }: ChildProcess, onTooMuch: () => void): [() => string, () => string, () => string] {
  let bytes = 0;
  const collect = (stream: unknown) => {
    const chunks: Buffer[] = [];
    if (stream instanceof Readable)
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > maximumBytes) onTooMuch();
        else chunks.push(chunk);
      });
    return () => Buffer.concat(chunks).toString();
  };
  return [collect(stdio[1]), collect(stdio[2]), collect(stdio[3])];
}

/** The line of a stack trace that names the error. */
export function errorLine(text: string): string {
  const lines = text.trim().split('\n');
  const line = lines.find((one) => /^(\w*Error|FATAL ERROR)\b/.test(one)) ?? lines.at(-1) ?? '';
  return line === '' ? 'a pipeline file must not end the process' : line.slice(0, 200);
}

/** Escapes control and format characters: a file's text reaches a terminal, where they could move the cursor or reverse the text. */
export const escapeControls = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
