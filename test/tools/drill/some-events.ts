/** Events as CloudFormation lists them, made up: a line an act, told oldest first. */
import type { StackEvent } from '@aws-sdk/client-cloudformation';

const statuses = {
  kept: ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'],
  takenBack: ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE'],
  unended: ['UPDATE_IN_PROGRESS'],
} as const;

export type Act = readonly [token: string, how: keyof typeof statuses];

export const forward = 'slipway-forward-1';
export const back = 'slipway-back-1';

/** The events of the stack `api` in which these acts were carried out; a resource of it moves too, which is no act. */
export const eventsOf = (...acts: readonly Act[]): StackEvent[] =>
  acts
    .flatMap(([ClientRequestToken, how]) =>
      statuses[how].flatMap((ResourceStatus) => [
        { LogicalResourceId: 'api', ResourceStatus, ClientRequestToken },
        { LogicalResourceId: 'Service', ResourceStatus: 'UPDATE_IN_PROGRESS' as const, ClientRequestToken },
      ]),
    )
    .map((event, index) => ({ StackId: 'api', StackName: 'api', Timestamp: new Date(), EventId: String(index), ...event }))
    .reverse();
