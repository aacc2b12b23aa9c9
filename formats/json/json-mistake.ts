/** Finds where a text stops being JSON. Node's own messages have no line, often no position, and differ between its versions. */
import { placeOf } from '../place';

/** What may come next. */
type Expected =
  | 'a value'
  | 'a value or ]'
  | 'a name in double quotes'
  | 'a name in double quotes or }'
  | 'a colon'
  | 'a comma or ]'
  | 'a comma or }'
  | 'the end';

interface Mistake {
  /** Absent at the end of the text. */
  readonly token?: string | undefined;
  readonly expected: Expected;
  readonly previous: string;
}

const gap = /[ \t\r\n]*/y;
const plain = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{},:])/y;
const quoted = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;

/** A token of a text that is JSON up to here. */
export interface Token {
  readonly token: string;
  /** In characters from the start of the text. */
  readonly at: number;
  /** Whether it is a name in an object, not a value. */
  readonly isName: boolean;
}

/**
 * A sentence with line and column that can follow the file's name; `undefined` if the text is JSON. Uses a list instead of recursion: a
 * hostile text may be nested deeply enough to exhaust the stack. `see` gets each token in turn.
 */
export function jsonMistake(text: string, see: (token: Token) => void = () => {}): string | undefined {
  const open: string[] = [];
  let [at, previous, expected]: [number, string, Expected] = [0, '', 'a value'];
  for (;;) {
    at += matchAt(gap, text, at)?.length ?? 0;
    if (at === text.length && expected === 'the end') return undefined;
    const token = matchAt(plain, text, at) ?? matchAt(quoted, text, at);
    const next: Expected | undefined = token === undefined ? undefined : expectedAfter(token, expected, open);
    if (token === undefined || next === undefined)
      return `it is not JSON: ${placeOf(text, at)}: ${describe({ token: token ?? text[at], expected, previous })}`;
    see({ token, at, isName: expected.startsWith('a name') && token.startsWith('"') });
    [at, previous, expected] = [at + token.length, token, next];
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** What may follow a token; `undefined` if the token itself may not come here. Keeps `open`, the brackets that are not closed yet. */
function expectedAfter(token: string, expected: Expected, open: string[]): Expected | undefined {
  const isValue = expected === 'a value' || expected === 'a value or ]';
  switch (token) {
    case '{':
    case '[':
      if (isValue) open.push(token);
      return isValue ? (token === '{' ? 'a name in double quotes or }' : 'a value or ]') : undefined;
    case '}':
    case ']':
      if (!expected.endsWith(` or ${token}`)) return undefined;
      open.pop();
      return afterValue(open);
    case ',':
      return expected.startsWith('a comma') ? (open.at(-1) === '{' ? 'a name in double quotes' : 'a value') : undefined;
    case ':':
      return expected === 'a colon' ? 'a value' : undefined;
    default:
      if (expected.startsWith('a name')) return token.startsWith('"') ? 'a colon' : undefined;
      return isValue ? afterValue(open) : undefined;
  }
}

function afterValue(open: readonly string[]): Expected {
  if (open.length === 0) return 'the end';
  return open.at(-1) === '{' ? 'a comma or }' : 'a comma or ]';
}

function describe({ token, expected, previous }: Mistake): string {
  if (token === undefined) return `the file ends, but ${expected} is expected`;
  if (token === '"') return 'this text has no closing quote, or contains a tab, a line break or a stray \\';
  if (token === '/' || token === '#') return 'JSON has no comments: remove this one';
  if (previous === ',' && (token === '}' || token === ']')) return `${token} follows a comma: remove the comma`;
  return `found ${token.slice(0, 40)}, but ${expected} is expected`;
}
