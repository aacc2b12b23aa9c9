import { running } from './running';

/** Stops what the global setup started, the last one first. */
export default async function globalTeardown(): Promise<void> {
  for (let last = running.pop(); last !== undefined; last = running.pop()) await last.stop();
}
