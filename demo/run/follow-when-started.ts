import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { follow } from '../../client/cli/follow';
import type { Screen } from '../../client/cli/screen';
import { maxStartTries, startRetryMs } from './wait-for-outcome';

/** Shows a change as a tree until it ends. The service may need a while to start the change. */
export const followWhenStarted =
  (screen: Screen) =>
  async (client: Client, change: string): Promise<void> => {
    for (let tries = 0; tries < maxStartTries; tries += 1) {
      if ((await follow(client, change, screen)) !== undefined) return;
      await pause(startRetryMs);
    }
  };
