/**
 * Keeps the demo on this machine: what sets alarm states or invents accounts must never reach real AWS.
 *
 * Names other than `localhost` are refused even if they resolve to this machine, because what they resolve to can change.
 */

/** True for 127.0.0.0/8, ::1 and localhost, written as in a URL (`[::1]`) or bare. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Returns the endpoint if it is a URL of this machine; else throws a sentence that names it. */
export function requireLoopback(endpoint: string): string {
  if (!URL.canParse(endpoint)) throw new Error(`${endpoint} is not a URL: write one, as in http://127.0.0.1:4566`);
  const { hostname } = new URL(endpoint);
  if (!isLoopback(hostname)) {
    throw new Error(`the endpoint ${endpoint} is not on this machine: use one on 127.0.0.1, [::1] or localhost, never real AWS`);
  }
  return endpoint;
}
