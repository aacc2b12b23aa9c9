import * as words from '../../pipeline';
import { nearest } from '../schema/nearest';

/** What the language says of a mistake in a pipeline file, as a sentence for who wrote it. Everything else stays as it is. */
export const explainMistake = (said: string): string =>
  rewordings.reduce<string | undefined>((found, reword) => found ?? reword(said), undefined) ?? said;

const rewordings: readonly ((said: string) => string | undefined)[] = [
  (said) =>
    on(said, /^\(0 ?, _slipway\.(\w+)\) is not a (?:function|constructor)(.*)$/, ([name = '', at]) => `${noWord(name)}${at}`),
  (said) =>
    on(said, /^(\w+) is not defined(.*)$/, ([name = '', at]) =>
      known.includes(name) ? `${name} is not there: import it from 'slipway'${at}` : undefined,
    ),
  (said) => on(said, /^Cannot find (?:module|package) '([^']+)'(.*)$/, ([name = '', at]) => `${notThere(name)}${at}`),
  (said) =>
    on(
      said,
      /^ParseError: (.+?)\.? (\S+):(\d+):(\d+)$/s,
      ([what = '', file, line, column]) => `it is no TypeScript: ${decapitalised(what)} (${file}:${line}:${column})`,
    ),
];

const on = (said: string, pattern: RegExp, reword: (parts: string[]) => string | undefined): string | undefined => {
  const found = pattern.exec(said);
  return found === null ? undefined : reword(found.slice(1));
};

const known = Object.keys(words);

function noWord(name: string): string {
  const meant = nearest(name, known);
  return `slipway has no ${name}: ${meant === undefined ? `it has ${known.sort().join(', ')}` : `did you mean ${meant}?`}`;
}

const notThere = (name: string): string =>
  /^[./]/.test(name)
    ? `it imports ${name}, which is not there: correct the path`
    : `it imports ${name}, which is not there: beside the files of its commit a pipeline file has only slipway and what Node brings`;

const decapitalised = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
