/**
 * Reads a regular expression of `AllowedPattern`, which CloudFormation tests as Java does. Only what is read here for certain is tested:
 * JavaScript's own expressions would read `\A`, `[a-z&&[^b]]` or `a*+` as something else, and a hostile one could keep it busy for ever.
 */

/** A part of a pattern. */
export type Pattern =
  | { readonly kind: 'one'; readonly of: (character: string) => boolean }
  | { readonly kind: 'all'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'any'; readonly branches: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number }
  | { readonly kind: 'start' | 'end' };

/** Nobody writes deeper groups, and no depth may exhaust the stack. */
const deepest = 50;

class Unreadable extends Error {}

/** The pattern; `undefined` if it uses what is not read here: look-around, references, inline flags, possessive quantifiers and the like. */
export function parsePattern(text: string): Pattern | undefined {
  try {
    return new PatternReader(text).whole();
  } catch (err) {
    if (err instanceof Unreadable) return undefined;
    throw err;
  }
}

class PatternReader {
  private readonly left: string[];

  constructor(text: string) {
    this.left = [...text].reverse();
  }

  whole(): Pattern {
    const pattern = this.branches(0);
    if (this.left.length > 0) throw new Unreadable();
    return pattern;
  }

  private branches(depth: number): Pattern {
    if (depth > deepest) throw new Unreadable();
    const branches = [this.sequence(depth)];
    while (this.takes('|')) branches.push(this.sequence(depth));
    return { kind: 'any', branches };
  }

  private sequence(depth: number): Pattern {
    const parts: Pattern[] = [];
    while (this.left.length > 0 && this.next() !== '|' && this.next() !== ')') parts.push(this.repeated(this.atom(depth)));
    return { kind: 'all', parts };
  }

  private atom(depth: number): Pattern {
    const character = this.take();
    if (character === '(') return this.group(depth);
    if (character === '[') return { kind: 'one', of: this.characterClass() };
    if (character === '^') return { kind: 'start' };
    if (character === '$') return { kind: 'end' };
    if (character === '.') return { kind: 'one', of: (one) => !/[\n\r\u0085\u2028\u2029]/.test(one) };
    if (character === '\\') return { kind: 'one', of: this.escaped().of };
    if ('*+?{'.includes(character)) throw new Unreadable();
    return { kind: 'one', of: is(character) };
  }

  private group(depth: number): Pattern {
    if (this.takes('?') && !this.takes(':')) {
      if (!this.takes('<') || !/[a-z]/i.test(this.next() ?? '')) throw new Unreadable();
      while (!this.takes('>')) if (!/[a-z0-9]/i.test(this.take())) throw new Unreadable();
    }
    const inner = this.branches(depth + 1);
    if (!this.takes(')')) throw new Unreadable();
    return inner;
  }

  private repeated(part: Pattern): Pattern {
    const [least, most] = this.quantifier() ?? [];
    if (least === undefined || most === undefined) return part;
    this.takes('?'); // a lazy quantifier accepts the same texts
    if (this.next() === '+' || most < least) throw new Unreadable();
    return { kind: 'repeat', part, least, most };
  }

  private quantifier(): readonly [least: number, most: number] | undefined {
    if (this.takes('*')) return [0, Infinity];
    if (this.takes('+')) return [1, Infinity];
    if (this.takes('?')) return [0, 1];
    if (!this.takes('{')) return undefined;
    const least = this.number();
    const most = this.takes(',') ? (this.next() === '}' ? Infinity : this.number()) : least;
    if (!this.takes('}')) throw new Unreadable();
    return [least, most];
  }

  private number(): number {
    let digits = '';
    while (/[0-9]/.test(this.next() ?? '')) digits += this.take();
    if (digits === '') throw new Unreadable();
    return Number(digits);
  }

  /** A class up to its bracket. Java reads a bracket or `&&` inside as another class. */
  private characterClass(): (character: string) => boolean {
    const isNegated = this.takes('^');
    const items: ((character: string) => boolean)[] = [];
    if (this.next() === ']') throw new Unreadable();
    while (!this.takes(']')) items.push(this.classItem());
    return (character) => items.some((has) => has(character)) !== isNegated;
  }

  private classItem(): (character: string) => boolean {
    const first = this.classCharacter();
    if (first.literal === undefined || this.next() !== '-' || this.left.at(-2) === ']') return first.of;
    this.take();
    const [from, to] = [first.literal.codePointAt(0) ?? 0, this.classCharacter().literal?.codePointAt(0) ?? -1];
    if (to < from) throw new Unreadable();
    return (character) => {
      const code = character.codePointAt(0) ?? -1;
      return from <= code && code <= to;
    };
  }

  private classCharacter(): Escaped {
    const character = this.take();
    if (character === '[' || character === '&') throw new Unreadable();
    return character === '\\' ? this.escaped() : { literal: character, of: is(character) };
  }

  private escaped(): Escaped {
    const character = this.take();
    const set = sets[character.toLowerCase()];
    if (set !== undefined) return { of: (one) => set.test(one) === (character === character.toLowerCase()) };
    const literal = controls[character] ?? character;
    if (literal === character && /[a-z0-9]/i.test(character)) throw new Unreadable();
    return { literal, of: is(literal) };
  }

  private next(): string | undefined {
    return this.left.at(-1);
  }

  private take(): string {
    const character = this.left.pop();
    if (character === undefined) throw new Unreadable();
    return character;
  }

  private takes(character: string): boolean {
    if (this.next() !== character) return false;
    this.left.pop();
    return true;
  }
}

interface Escaped {
  readonly literal?: string;
  readonly of: (character: string) => boolean;
}

const is = (wanted: string) => (character: string) => character === wanted;

const sets: Readonly<Record<string, RegExp>> = { d: /^[0-9]$/, w: /^[A-Za-z0-9_]$/, s: /^[ \t\n\v\f\r]$/ };
const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };
