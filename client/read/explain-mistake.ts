import * as slipway from '../../pipeline';
import { nearest } from '../schema/nearest';

/** Rewords the language's own message about a mistake in a pipeline file for the person who wrote it. Returns any other message as it is. */
export const explainMistake = (message: string): string =>
  rewordings.reduce<string | undefined>((reworded, reword) => reworded ?? reword(message), undefined) ?? message;

type Rewording = (message: string) => string | undefined;

const rewordingOf =
  (pattern: RegExp, reword: (parts: string[]) => string | undefined): Rewording =>
  (message) => {
    const match = pattern.exec(message);
    return match === null ? undefined : reword(match.slice(1));
  };

const rewordings: readonly Rewording[] = [
  rewordingOf(
    /^\(0 ?, _slipway\.(\w+)\) is not a (?:function|constructor)(.*)$/,
    ([name = '', place]) => `${unknownExport(name)}${place}`,
  ),
  rewordingOf(/^(\w+) is not defined(.*)$/, ([name = '', place]) =>
    exportsOfSlipway.includes(name) ? `${name} is not imported: import it from 'slipway'${place}` : undefined,
  ),
  rewordingOf(/^Cannot find (?:module|package) '([^']+)'(.*)$/, ([name = '', place]) => `${missingImport(name)}${place}`),
  rewordingOf(
    /^ParseError: (.+?)\.? (\S+):(\d+):(\d+)$/s,
    ([what = '', file, line, column]) => `it is not TypeScript: ${decapitalised(what)} (${file}:${line}:${column})`,
  ),
];

const exportsOfSlipway = Object.keys(slipway).sort();

function unknownExport(name: string): string {
  const meant = nearest(name, exportsOfSlipway);
  const advice = meant === undefined ? `it exports ${exportsOfSlipway.join(', ')}` : `did you mean ${meant}?`;
  return `slipway does not export ${name}: ${advice}`;
}

const missingImport = (name: string): string =>
  /^[./]/.test(name)
    ? `it imports ${name}, which does not exist: correct the path`
    : `it imports ${name}, which it cannot: a pipeline file can import files of its commit, slipway, and Node’s own modules`;

const decapitalised = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
