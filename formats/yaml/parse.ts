import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser } from 'yaml';
import { maximumDepth, tooDeep } from '../limits';
import { Mistake, mistakeAt, placeOf } from '../place';

/** The text is not YAML at all. */
export class NotYaml extends Mistake {}

/**
 * The one document of a YAML text, with every scalar as text: what a text means is decided in `scalar.ts`. Throws a `Mistake` if the
 * text is not YAML, or has several documents. `null` if it is empty.
 */
export function parseYaml(text: string): ParsedNode | null {
  const [document, second] = composed(text);
  const [error] = document?.errors ?? [];
  if (error !== undefined) throw new NotYaml(`it is not YAML: ${placeOf(text, error.pos[0])}: ${clauseOf(error)}`);
  if (second !== undefined)
    throw mistakeAt(text, second.range[0], 'a second document begins: write one template in a file, without --- in the middle');
  return document?.contents ?? null;
}

/**
 * The package makes an error of every mistake, and goes on. Without their stacks, a text of nothing but mistakes takes a second or two instead of
 * ten.
 */
function composed(text: string): Document.Parsed[] {
  const composer = new Composer({ schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, prettyErrors: false });
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return [...composer.compose(tokensOf(text), true, text.length)];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Parses without recursion, and refuses what is nested so deeply that composing it would exhaust the stack. */
function* tokensOf(text: string): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    // The document itself is on the stack too.
    if (parser.stack.length > maximumDepth + 1) throw mistakeAt(text, parser.offset, tooDeep);
  }
  yield* parser.end();
}

const clauseOf = ({ code, message }: Document.Parsed['errors'][number]): string =>
  code === 'MULTIPLE_TAGS'
    ? 'two short forms follow each other: write the first one in full, as in Fn::Base64: !Sub text'
    : `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`;
