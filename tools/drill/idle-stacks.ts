import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import type { Site } from '../../activities/aws/accounts';
import { conditionOf } from '../../activities/aws/cloudformation/stack-status';
import { clientSettings } from '../../demo/world/scope';

/** How often in a row all stacks must be idle: a call that is still in flight may start an operation after the first check. */
const checks = 3;

/** Waits until no operation runs on any stack of the sites. */
export async function waitForIdleStacks(endpoint: string, sites: readonly Site[]): Promise<void> {
  const clients = sites.map((site) => new CloudFormationClient(clientSettings(endpoint, site)));
  for (let idle = 0; idle < checks; await pause(100)) {
    const busy = await Promise.all(clients.map(isBusy));
    idle = busy.includes(true) ? 0 : idle + 1;
  }
  for (const client of clients) client.destroy();
}

async function isBusy(client: CloudFormationClient): Promise<boolean> {
  for await (const { Stacks } of paginateDescribeStacks({ client }, {})) {
    if (Stacks?.some(({ StackStatus }) => conditionOf(StackStatus ?? '') === 'busy')) return true;
  }
  return false;
}
