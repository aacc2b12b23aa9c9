import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import type { Site } from '../../activities/aws/accounts';
import { conditionOf } from '../../activities/aws/cloudformation/stack-status';
import { clientSettings } from '../../demo/world/scope';

/** How often everything must be seen at rest: a call that was on its way may begin something after the first look. */
const looks = 3;

/** Waits until no operation runs on any stack of the sites. */
export async function allStacksRest(endpoint: string, sites: readonly Site[]): Promise<void> {
  const clients = sites.map((site) => new CloudFormationClient(clientSettings(endpoint, site)));
  for (let quiet = 0; quiet < looks; await pause(100)) {
    const busy = await Promise.all(clients.map(isBusy));
    quiet = busy.includes(true) ? 0 : quiet + 1;
  }
  for (const client of clients) client.destroy();
}

async function isBusy(client: CloudFormationClient): Promise<boolean> {
  for await (const { Stacks } of paginateDescribeStacks({ client }, {})) {
    if (Stacks?.some(({ StackStatus }) => conditionOf(StackStatus ?? '') === 'busy')) return true;
  }
  return false;
}
