/** A response of `slipway serve`: a status for programs, and a sentence for the person who pushes. */
export interface HookResponse {
  readonly status: number;
  readonly message: string;
  /** The id of the change that was started. */
  readonly change?: string;
  /** The problems of the pipeline, one per line. */
  readonly problems?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown to end a request early with a response. */
export class HttpError extends Error {
  readonly response: HookResponse;

  constructor(status: number, message: string, more: Omit<HookResponse, 'status' | 'message'> = {}) {
    super(message);
    this.response = { status, message, ...more };
  }
}
