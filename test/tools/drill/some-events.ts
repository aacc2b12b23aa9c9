/** Fake events, as CloudFormation lists them. Mutations are given oldest first. */
import type { StackEvent } from '@aws-sdk/client-cloudformation';

const statuses = {
  succeeded: ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'],
  rolledBack: ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE'],
  unfinished: ['UPDATE_IN_PROGRESS'],
} as const;

export type AMutation = readonly [token: string, how: keyof typeof statuses];

export const forward = 'slipway-forward-1';
export const back = 'slipway-back-1';

/** The events of these mutations of the stack `api`, with events of one of its resources. */
export const eventsOf = (...mutations: readonly AMutation[]): StackEvent[] =>
  mutations
    .flatMap(([ClientRequestToken, how]) =>
      statuses[how].flatMap((ResourceStatus) => [
        { LogicalResourceId: 'api', ResourceStatus, ClientRequestToken },
        { LogicalResourceId: 'Service', ResourceStatus: 'UPDATE_IN_PROGRESS' as const, ClientRequestToken },
      ]),
    )
    .map((event, index) => ({ StackId: 'api', StackName: 'api', Timestamp: new Date(), EventId: String(index), ...event }))
    .reverse();
