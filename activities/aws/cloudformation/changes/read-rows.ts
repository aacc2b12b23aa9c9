import type {
  CloudFormationClient,
  DescribeChangeSetOutput,
  ResourceChange,
  ResourceChangeDetail,
} from '@aws-sdk/client-cloudformation';
import { computedChangeSet, hasNoChanges } from '../change-set/read';
import { refusalOf } from '../reasons/refused-change-set';
import { nestedResources, type StackResource } from '../stack-resources';
import { nestedStackType } from '../stateful/is-stateful';
import type { Cause, Row } from './row';

/** Every row of a change set, and of the change sets of its nested stacks. */
export async function readRows(
  client: CloudFormationClient,
  { Changes = [] }: DescribeChangeSetOutput,
  path = '',
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { ResourceChange: change } of Changes) {
    if (change === undefined) continue;
    const row = rowOf(change, path);
    rows.push(row);
    if (row.type === nestedStackType) rows.push(...(await rowsWithin(client, change, row)));
  }
  return rows;
}

/**
 * The rows within a nested stack. One that is removed or replaced takes everything in it along. One that is modified says what it does in
 * its own change set; without one, any of its resources may be replaced.
 */
async function rowsWithin(client: CloudFormationClient, change: ResourceChange, nested: Row): Promise<Row[]> {
  const { action, replacement, path } = nested;
  if (action === 'Import' || action === 'SyncWithActual') return [];
  const inIt = () => nestedResources(client, path, change.PhysicalResourceId);
  const goes = action === 'Remove' || replacement === 'True';
  if (goes) return (await inIt()).map((resource) => wholly(resource, { ...nested, action: 'Remove' }));
  const own = change.ChangeSetId ? await rowsOfChangeSet(client, change.ChangeSetId, `${path}/`) : undefined;
  if (action === 'Add') return own ?? [{ ...nested, isUnread: true }];
  if (own !== undefined && action === 'Modify' && (replacement === undefined || replacement === 'False')) return own;
  return [...(own ?? []), ...(await inIt()).map((resource) => wholly(resource, { ...nested, action: 'Dynamic' }))];
}

async function rowsOfChangeSet(client: CloudFormationClient, id: string, path: string): Promise<Row[]> {
  const changeSet = await computedChangeSet(client, { name: id });
  if (hasNoChanges(changeSet)) return [];
  if (changeSet.Status === 'FAILED') throw await refusalOf(client, path.slice(0, -1), changeSet);
  return await readRows(client, changeSet, path);
}

/** What happens to a resource because it happens to the nested stack in which it is. */
const wholly = ({ path, type, isUnread }: StackResource, nested: Row): Row => ({
  path,
  type,
  action: nested.action,
  ...(nested.policy !== undefined && nested.action === 'Remove' && { policy: nested.policy }),
  causes: nested.causes,
  goesWith: nested.path,
  ...(isUnread && { isUnread }),
});

const rowOf = (change: ResourceChange, path: string): Row => ({
  path: `${path}${change.LogicalResourceId}`,
  type: change.ResourceType ?? '',
  action: change.Action ?? '',
  ...(change.Replacement !== undefined && { replacement: change.Replacement }),
  ...(change.PolicyAction !== undefined && { policy: change.PolicyAction }),
  causes: (change.Details ?? []).map(causeOf),
});

const causeOf = ({ Target, Evaluation, ChangeSource, CausingEntity }: ResourceChangeDetail): Cause => ({
  attribute: Target?.Attribute ?? '',
  ...(Target?.Name !== undefined && { property: Target.Name }),
  ...(Target?.RequiresRecreation !== undefined && { recreation: Target.RequiresRecreation }),
  ...(Evaluation !== undefined && { evaluation: Evaluation }),
  ...(ChangeSource !== undefined && { source: ChangeSource }),
  ...(CausingEntity !== undefined && { entity: CausingEntity }),
});
