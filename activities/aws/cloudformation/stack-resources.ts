import { type CloudFormationClient, ListStackResourcesCommand, type StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { isDenied } from './stack';
import { isStateful, nestedStackType } from './stateful/is-stateful';

/** A resource that a stack has now, or that a nested stack in it has. */
export interface StackResource {
  /** The logical ids from the outermost stack inwards: `Data/Orders`. */
  readonly path: string;
  readonly type: string;
  /** Of a nested stack that cannot be read: nobody knows what is in it. */
  readonly isUnread?: true;
}

/**
 * All resources of a stack, those of its nested stacks included. It asks the stack and not its template, which does not show what a macro, a
 * module or a nested stack has made. `stack` is a name or an ARN; `path` is put before the paths.
 */
export async function stackResources(client: CloudFormationClient, stack: string, path = ''): Promise<StackResource[]> {
  const found: StackResource[] = [];
  for (const summary of await summariesOf(client, stack)) {
    const resource = { path: `${path}${summary.LogicalResourceId}`, type: summary.ResourceType ?? '' };
    if (resource.type !== nestedStackType) found.push(resource);
    else found.push(...(await nestedResources(client, resource.path, summary.PhysicalResourceId)));
  }
  return found;
}

/** A nested stack's row, and all resources in it. `id` is its ARN; without one, as without permission, nobody knows what is in it. */
export async function nestedResources(
  client: CloudFormationClient,
  path: string,
  id: string | undefined,
): Promise<StackResource[]> {
  const nested = { path, type: nestedStackType };
  if (!id) return [{ ...nested, isUnread: true }];
  try {
    return [nested, ...(await stackResources(client, id, `${path}/`))];
  } catch (err) {
    if (!cannotBeRead(err)) throw err;
    return [{ ...nested, isUnread: true }];
  }
}

const cannotBeRead = (err: unknown): boolean => isDenied(err) || (err instanceof Error && err.name === 'ValidationError');

/** Those with data that cannot be recreated, and nested stacks in which some may be. */
export const statefulAmong = <R extends Pick<StackResource, 'type' | 'isUnread'>>(
  resources: readonly R[],
  stateless: readonly string[] = [],
): R[] => resources.filter(({ type, isUnread }) => isUnread || isStateful(type, stateless));

/** Reads all pages, without what is no longer there: deleted, retained outside the stack, or never created. */
async function summariesOf(client: CloudFormationClient, stack: string): Promise<StackResourceSummary[]> {
  const found: StackResourceSummary[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(
      new ListStackResourcesCommand({ StackName: stack, ...(next !== undefined && { NextToken: next }) }),
    );
    found.push(...(page.StackResourceSummaries ?? []));
    next = page.NextToken;
  } while (next !== undefined);
  return found.filter(
    ({ ResourceStatus: status, PhysicalResourceId: id }) =>
      status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED' && !(status === 'CREATE_FAILED' && !id),
  );
}
