/** How `slipway serve` answers: a status for programs, and a sentence for who pushes. */
export interface Answer {
  readonly status: number;
  readonly message: string;
  /** The change that is on its way. */
  readonly change?: string;
  /** What is wrong with the pipeline, one a line. */
  readonly problems?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that ends the way of a message early. */
export class HttpError extends Error {
  readonly answer: Answer;

  constructor(status: number, message: string, more: Omit<Answer, 'status' | 'message'> = {}) {
    super(message);
    this.answer = { status, message, ...more };
  }
}
