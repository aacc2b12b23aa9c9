import type { ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';

/** Of all that the file prints and hands back, in bytes. The longest pipelines have some ten thousand. */
const mostBytes = 1 << 20;

/** Keeps what standard output, standard error and the answer's descriptor bring, until all together are too much. */
export function readAll({ stdio }: ChildProcess, tooMuch: () => void): [() => string, () => string, () => string] {
  let bytes = 0;
  const kept = (stream: unknown) => {
    const chunks: Buffer[] = [];
    if (stream instanceof Readable)
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > mostBytes) tooMuch();
        else chunks.push(chunk);
      });
    return () => Buffer.concat(chunks).toString();
  };
  return [kept(stdio[1]), kept(stdio[2]), kept(stdio[3])];
}

/** Of a stack trace the line that says what happened. */
export function lastWords(text: string): string {
  const lines = text.trim().split('\n');
  const line = lines.find((one) => /^(\w*Error|FATAL ERROR)\b/.test(one)) ?? lines.at(-1) ?? '';
  return line === '' ? 'a pipeline file must not end the process' : line.slice(0, 200);
}

/** What a file says ends on a terminal, or in the answer to a push: what would move its cursor or turn its words around is shown as a code. */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
