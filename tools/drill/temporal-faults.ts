import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault';

/** Longer than every heartbeat time-out: every running activity has timed out when the server is back. */
const longMs = 120_000;

/** The server stays away for long the first time only. */
export const temporalStopped: Fault = {
  name: 'temporal-stopped',
  what: 'the Temporal server, stopped and restarted with its database; once for two minutes',
  async prepare({ system: { parts }, random }) {
    let times = 0;
    return {
      async inject() {
        const downMs = times++ === 0 ? longMs : random.between(500, 5_000);
        await parts.temporal.stop();
        await pause(downMs);
        await parts.temporal.restart();
        return `stopped the Temporal server for ${(downMs / 1_000).toFixed(1)} s`;
      },
    };
  },
};
