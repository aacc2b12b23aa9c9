import type { IncomingHttpHeaders } from 'node:http';

/** The kind of caller: the synthetic canary, a visitor, or another (a test, a person). */
export type Caller = 'canary' | 'visitor' | 'other';

/** The request header that names the kind of caller. */
export const callerHeader = 'x-caller';

/** The kind of caller that a request names; not verified. */
export function callerOf(headers: IncomingHttpHeaders): Caller {
  const caller = headers[callerHeader];
  return caller === 'canary' || caller === 'visitor' ? caller : 'other';
}
