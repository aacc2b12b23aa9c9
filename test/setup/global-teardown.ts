import { running } from './running';

/** Stops what the global setup started, in reverse order. */
export default async function globalTeardown(): Promise<void> {
  for (let last = running.pop(); last !== undefined; last = running.pop()) await last.stop();
}
