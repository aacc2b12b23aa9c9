/** Says where a text stops being JSON. Node's own words have no line, often no place at all, and change with its version. */

/** What may follow. */
type Awaited =
  | 'a value'
  | 'a value or ]'
  | 'a name in double quotes'
  | 'a name in double quotes or }'
  | 'a colon'
  | 'a comma or ]'
  | 'a comma or }'
  | 'nothing more';

interface Stop {
  /** Nothing where the text has ended. */
  readonly found?: string | undefined;
  readonly awaited: Awaited;
  /** What stands before it. */
  readonly before: string;
}

const gap = /[ \t\r\n]*/y;
const plain = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{},:])/y;
const quoted = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;

/** In words that follow the file's name, with line and column; `undefined` where the text is JSON. Goes by no stack but its own: the text may be hostile. */
export function jsonMistake(text: string): string | undefined {
  const open: string[] = [];
  let [at, before, awaited]: [number, string, Awaited] = [0, '', 'a value'];
  for (;;) {
    at += matched(gap, text, at)?.length ?? 0;
    if (at === text.length && awaited === 'nothing more') return undefined;
    const found = matched(plain, text, at) ?? matched(quoted, text, at);
    const next: Awaited | undefined = found === undefined ? undefined : follow(awaited, found, open);
    if (found === undefined || next === undefined)
      return `it is no JSON: ${placeOf(text, at)}: ${words({ found: found ?? text[at], awaited, before })}`;
    [at, before, awaited] = [at + found.length, found, next];
  }
}

function matched(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** What may follow what was found; `undefined` where that may not stand here itself. */
function follow(awaited: Awaited, found: string, open: string[]): Awaited | undefined {
  const after = (): Awaited => (open.length === 0 ? 'nothing more' : open.at(-1) === '{' ? 'a comma or }' : 'a comma or ]');
  const isValue = awaited === 'a value' || awaited === 'a value or ]';
  const isName = awaited === 'a name in double quotes' || awaited === 'a name in double quotes or }';
  switch (found) {
    case '{':
    case '[':
      if (isValue) open.push(found);
      return isValue ? (found === '{' ? 'a name in double quotes or }' : 'a value or ]') : undefined;
    case '}':
    case ']':
      if (!awaited.endsWith(` or ${found}`)) return undefined;
      open.pop();
      return after();
    case ',':
      return awaited.startsWith('a comma') ? (open.at(-1) === '{' ? 'a name in double quotes' : 'a value') : undefined;
    case ':':
      return awaited === 'a colon' ? 'a value' : undefined;
    default:
      if (isName) return found.startsWith('"') ? 'a colon' : undefined;
      return isValue ? after() : undefined;
  }
}

function placeOf(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

function words({ found, awaited, before }: Stop): string {
  if (found === undefined) return `it ends where ${awaited} is expected`;
  if (found === '"') return 'a text begins that does not end, or has a tab, a line break or a stray \\ in it';
  if (found === '/' || found === '#') return 'JSON has no comments: take it out';
  if (before === ',' && (found === '}' || found === ']')) return `${found} stands behind a comma: take the comma out`;
  return `${found.slice(0, 40)} stands where ${awaited} is expected`;
}
