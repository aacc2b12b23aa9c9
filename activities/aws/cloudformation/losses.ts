/** What a change set would do to resources that hold what cannot be made again. */
import type { DescribeChangeSetOutput, ResourceChange } from '@aws-sdk/client-cloudformation';
import { isStateful } from './template';

/** What would be deleted or replaced. A resource whose deployed template says `Retain` is not deleted: the stack only lets go of it. */
export const endangered = (changeSet: DescribeChangeSetOutput): string[] =>
  stateful(changeSet, (change) => isDeleted(change) || change.Replacement === 'True').map(named);

/** The logical ids of what the stack would not have any more, whether it is deleted or only let go of. */
export const leaving = (changeSet: DescribeChangeSetOutput): string[] =>
  stateful(changeSet, ({ Action }) => Action === 'Remove').map(({ LogicalResourceId }) => LogicalResourceId ?? '');

/** What would be made, and be empty. */
export const madeAnew = (changeSet: DescribeChangeSetOutput): string[] =>
  stateful(changeSet, ({ Action }) => Action === 'Add').map(named);

const isDeleted = ({ Action, PolicyAction }: ResourceChange): boolean => Action === 'Remove' && PolicyAction !== 'Retain';

const named = ({ LogicalResourceId, ResourceType }: ResourceChange): string => `${LogicalResourceId} (${ResourceType})`;

const stateful = ({ Changes }: DescribeChangeSetOutput, which: (change: ResourceChange) => boolean): ResourceChange[] =>
  (Changes ?? []).flatMap(({ ResourceChange: change }) =>
    change?.ResourceType !== undefined && isStateful(change.ResourceType) && which(change) ? [change] : [],
  );
