import { forbiddenKey, maximumDepth, tooDeep } from '../limits';
import type { NumberOf } from '../number';
import { mistakeAt } from '../place';
import { jsonMistake, type Token } from './json-mistake';

/** What a text is as JSON. `not JSON` says where it stops being JSON; `because` can follow the file's name. */
export type ReadJson =
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'not JSON'; readonly because: string };

/**
 * Reads JSON and refuses what `JSON.parse` would accept in silence: a key that is there twice, of which only the last would count. Throws a
 * `Mistake` for these.
 */
export function readJson(text: string, numberOf: NumberOf): ReadJson {
  const numbers: Token[] = [];
  const structure = structureOf(text);
  const because = jsonMistake(text, (token) => {
    structure(token);
    if (/^[-\d]/.test(token.token) && numberOf(token.token) === undefined) numbers.push(token);
  });
  return because === undefined ? { kind: 'read', value: JSON.parse(withQuotes(text, numbers)) } : { kind: 'not JSON', because };
}

/** Puts numbers that are to stay text into quotes. */
function withQuotes(text: string, numbers: readonly Token[]): string {
  let [quoted, done] = ['', 0];
  for (const { token, at } of numbers) {
    quoted += `${text.slice(done, at)}"${token}"`;
    done = at + token.length;
  }
  return quoted + text.slice(done);
}

/** Follows the tokens, and refuses keys and depths that are not allowed. */
function structureOf(text: string): (token: Token) => void {
  const open: Set<string>[] = [];
  return ({ token, at, isName }) => {
    if (token === '{' || token === '[') open.push(new Set());
    if (token === '}' || token === ']') open.pop();
    if (open.length > maximumDepth) throw mistakeAt(text, at, tooDeep);
    if (isName) addKey(open.at(-1), { text, at, key: String(JSON.parse(token)) });
  };
}

function addKey(keys: Set<string> | undefined, { text, at, key }: { text: string; at: number; key: string }): void {
  if (key === forbiddenKey) throw mistakeAt(text, at, `the key ${key} is not allowed: rename it`);
  if (keys?.has(key)) throw mistakeAt(text, at, `the key ${key} is there twice: rename or remove one`);
  keys?.add(key);
}
