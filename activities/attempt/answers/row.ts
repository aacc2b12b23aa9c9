/** The shape of a row in the table of answers, and when an answer matches it. */
import type { isTransientError } from '@smithy/core/retry';
import { withoutNames } from './without-names';

/** An error as the SDK's own tests take it. */
export type SdkError = Parameters<typeof isTransientError>[0];

/**
 * What an answer means for the activity that got it.
 * - `again`: it may pass; the attempt is repeated.
 * - `person`: only a person can change it, outside Slipway.
 * - `final`: the same request gets the same answer for ever.
 */
export type Kind = 'again' | 'person' | 'final';

/** Who gave the answer. `slipway` are errors of our own that are made of other answers. */
export type Source = 'aws' | 'git' | 'network' | 'files' | 'temporal' | 'slipway';

/** What the table looks at in an error. */
export interface Answer {
  readonly from: Source;
  /** Its error codes: the name of an AWS exception, `EACCES`, the name of a gRPC status. */
  readonly codes: readonly string[];
  readonly text: string;
  /** The error itself; absent if the answer is a sentence, such as the reason of a stack's status. */
  readonly error?: SdkError;
}

/** A row matches an answer that has one of its codes, its words and its property; what it does not name may be anything. */
export interface Row {
  readonly from: Source;
  readonly kind: Kind;
  /** What such answers say, for people. */
  readonly what: string;
  readonly codes?: readonly string[];
  readonly says?: RegExp;
  /** A test that the AWS SDK exports; `named` is its name. */
  readonly is?: { readonly named: string; readonly test: (error: SdkError) => boolean };
  /** A documented answer of the kind. */
  readonly example: { readonly code?: string; readonly text: string };
  /** What a person should do, after a colon. */
  readonly advice?: string;
}

/** Whether an answer matches a row. */
export const matches = ({ from, codes, says, is }: Row, answer: Answer): boolean =>
  from === answer.from &&
  (codes === undefined || codes.some((code) => answer.codes.includes(code))) &&
  (says === undefined || says.test([...answer.codes, wordsOf(answer)].join(' '))) && // a new code often says what it means, too
  (is === undefined || (answer.error !== undefined && is.test(answer.error)));

/** In AWS's sentences are the names of resources, which anybody may choose. */
const wordsOf = ({ from, text }: Answer): string => (from === 'aws' ? withoutNames(text) : text);
