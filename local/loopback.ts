/**
 * Keeps the demo's hands off everything but this machine: what sets alarm states or makes up accounts must never meet real AWS.
 *
 * Names other than `localhost` are refused even where they resolve to this machine, because what they resolve to can change.
 */

/** True for 127.0.0.0/8, ::1 and localhost, written as in a URL (`[::1]`) or bare. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Hands the endpoint back if it is a URL of this machine; throws a sentence that names it if not. */
export function requireLoopback(endpoint: string): string {
  if (!URL.canParse(endpoint)) throw new Error(`${endpoint} is no endpoint: write a URL, as in http://127.0.0.1:4566`);
  const { hostname } = new URL(endpoint);
  if (!isLoopback(hostname)) {
    throw new Error(`the endpoint ${endpoint} is not on this machine: use one on 127.0.0.1, [::1] or localhost, never real AWS`);
  }
  return endpoint;
}
