import type { IncomingHttpHeaders } from 'node:http';

/** Who calls: the synthetic canary, a visitor, or anybody else (a test, a person). */
export type Caller = 'canary' | 'visitor' | 'other';

/** The header that says it. */
export const callerHeader = 'x-caller';

/** Who says to be calling. */
export function callerOf(headers: IncomingHttpHeaders): Caller {
  const said = headers[callerHeader];
  return said === 'canary' || said === 'visitor' ? said : 'other';
}
