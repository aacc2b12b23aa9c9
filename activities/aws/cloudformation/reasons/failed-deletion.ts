import { type CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { StackState } from '../stack';

/**
 * Why a stack that was to be deleted still exists, in CloudFormation's words. A stack whose export is used elsewhere stays as it was, with
 * the reason in its state; one that is half deleted says it of each resource.
 */
export async function whyItStays(client: CloudFormationClient, stack: string, { status, reason }: StackState): Promise<string> {
  const resources = status === 'DELETE_FAILED' ? await undeletedResources(client, stack) : [];
  const reasons = resources.length > 0 ? resources : [reason?.trim() ?? 'and CloudFormation does not say why'];
  return `it is ${status}: ${reasons.join('; ')}`;
}

async function undeletedResources(client: CloudFormationClient, stack: string): Promise<string[]> {
  const found: string[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(
      new ListStackResourcesCommand({ StackName: stack, ...(next !== undefined && { NextToken: next }) }),
    );
    for (const { LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason } of page.StackResourceSummaries ?? [])
      if (ResourceStatus === 'DELETE_FAILED') found.push(`${LogicalResourceId} (${ResourceType}): ${ResourceStatusReason}`);
    next = page.NextToken;
  } while (next !== undefined);
  return found;
}
