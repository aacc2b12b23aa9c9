import { setTimeout as pause } from 'node:timers/promises';
import type { Breakage } from './breakage';

/** Longer than every heartbeat's time-out: whatever ran is timed out when the server is back. */
const longMs = 120_000;

/** The first time it stays away for long. */
export const temporalStopped: Breakage = {
  name: 'temporal-stopped',
  what: 'the Temporal server, stopped and started with its database, once after two minutes',
  async begin({ set: { parts }, chance }) {
    let times = 0;
    return {
      async once() {
        const awayMs = times++ === 0 ? longMs : chance.between(500, 5_000);
        await parts.temporal.stop();
        await pause(awayMs);
        await parts.temporal.startAgain();
        return `stopped the Temporal server for ${(awayMs / 1_000).toFixed(1)} s`;
      },
    };
  },
};
