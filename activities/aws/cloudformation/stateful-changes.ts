/** What a change set would do to stateful resources, whose data cannot be recreated. */
import type { DescribeChangeSetOutput, ResourceChange } from '@aws-sdk/client-cloudformation';
import { isStateful } from './template';

/** What it would delete or replace. A resource with `DeletionPolicy: Retain` is not deleted: it only leaves the stack. */
export const lostResources = (changeSet: DescribeChangeSetOutput): string[] =>
  statefulOf(changeSet, (change) => isDeleted(change) || change.Replacement === 'True').map(nameOf);

/** The logical ids of what would leave the stack, deleted or retained. */
export const removedResourceIds = (changeSet: DescribeChangeSetOutput): string[] =>
  statefulOf(changeSet, ({ Action }) => Action === 'Remove').map(({ LogicalResourceId }) => LogicalResourceId ?? '');

/** What it would create, empty. */
export const addedResources = (changeSet: DescribeChangeSetOutput): string[] =>
  statefulOf(changeSet, ({ Action }) => Action === 'Add').map(nameOf);

const isDeleted = ({ Action, PolicyAction }: ResourceChange): boolean => Action === 'Remove' && PolicyAction !== 'Retain';

const nameOf = ({ LogicalResourceId, ResourceType }: ResourceChange): string => `${LogicalResourceId} (${ResourceType})`;

const statefulOf = ({ Changes }: DescribeChangeSetOutput, matches: (change: ResourceChange) => boolean): ResourceChange[] =>
  (Changes ?? []).flatMap(({ ResourceChange: change }) =>
    change?.ResourceType !== undefined && isStateful(change.ResourceType) && matches(change) ? [change] : [],
  );
