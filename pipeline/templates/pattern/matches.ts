import { type Pattern, parsePattern } from './parse-pattern';

/** How many positions may be visited: enough for any real pattern over 4,096 characters, and a hostile one ends in a moment. */
const mostVisits = 100_000;

class TooLong extends Error {}

/**
 * Whether a pattern accepts the whole of a text, as CloudFormation tests `AllowedPattern`. `undefined` if it cannot be told here. Follows all
 * ways through the pattern at once, so that the time does not double with each character, as it can if they are tried one by one.
 */
export function matches(pattern: string, text: string): boolean | undefined {
  const parsed = parsePattern(pattern);
  if (parsed === undefined) return undefined;
  const characters = [...text];
  try {
    return new Run(characters).ends(parsed, new Set([0])).has(characters.length);
  } catch (err) {
    if (err instanceof TooLong) return undefined;
    throw err;
  }
}

type Positions = ReadonlySet<number>;

class Run {
  private visits = 0;

  constructor(private readonly text: readonly string[]) {}

  /** Where the pattern can end if it begins at one of the positions. */
  ends(pattern: Pattern, starts: Positions): Positions {
    this.visits += starts.size + 1;
    if (this.visits > mostVisits) throw new TooLong();
    switch (pattern.kind) {
      case 'one':
        return new Set([...starts].filter((at) => at < this.text.length && pattern.of(this.text[at] ?? '')).map((at) => at + 1));
      case 'all':
        return pattern.parts.reduce((positions, part) => this.ends(part, positions), starts);
      case 'any':
        return new Set(pattern.branches.flatMap((branch) => [...this.ends(branch, starts)]));
      case 'repeat':
        return this.repeat(pattern, starts);
      case 'start':
        return new Set([...starts].filter((at) => at === 0));
      case 'end':
        return new Set([...starts].filter((at) => at === this.text.length));
    }
  }

  private repeat({ part, least, most }: Pattern & { readonly kind: 'repeat' }, starts: Positions): Positions {
    let last = starts;
    for (let times = 0; times < least && last.size > 0; times += 1) last = this.ends(part, last);
    const reached = new Set(last);
    for (let times = least; times < most && last.size > 0; times += 1) {
      last = new Set([...this.ends(part, last)].filter((at) => !reached.has(at)));
      for (const at of last) reached.add(at);
    }
    return reached;
  }
}
