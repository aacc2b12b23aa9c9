import { CloudFormationServiceException, type OperationEvent, type StackEvent } from '@aws-sdk/client-cloudformation';
import { whyItFailed } from '../../../../../activities/aws/cloudformation/reasons/failed-operation';
import { detailsOf } from '../../../../../activities/aws/cloudformation/reasons/operation-events';
import type { StackState } from '../../../../../activities/aws/cloudformation/stack';
import { aFakeCloudFormation, refusal } from '../../../builders/a-fake-cloudformation';

const id = 'arn:aws:cloudformation:us-west-2:222222222222:stack/shop/1';
const child = 'arn:aws:cloudformation:us-west-2:222222222222:stack/shop-Data/2';

const event = (LogicalResourceId: string, ResourceStatus: string, more: Partial<StackEvent> = {}): StackEvent =>
  ({
    StackId: id,
    StackName: 'shop',
    EventId: '1',
    Timestamp: undefined,
    LogicalResourceId,
    ResourceStatus,
    ClientRequestToken: 'ours',
    ...more,
  }) as StackEvent;
const own = (status: string, more: Partial<StackEvent> = {}): StackEvent =>
  event('shop', status, { PhysicalResourceId: id, ResourceType: 'AWS::CloudFormation::Stack', ...more });

const rolledBack = {
  condition: 'steady',
  status: 'UPDATE_ROLLBACK_COMPLETE',
  tags: {},
  parameters: {},
  outputs: {},
  resolved: {},
} as const;

/** Why it failed, by these events of the stack and of its nested stack, oldest first. */
const why = (
  events: readonly StackEvent[],
  more: { state?: StackState; nested?: readonly StackEvent[]; details?: OperationEvent[] } = {},
) =>
  whyItFailed(
    aFakeCloudFormation({
      DescribeStackEvents: ({ StackName }) => {
        const found = StackName === child ? more.nested : events;
        if (found === undefined) throw refusal('AccessDenied', 'no');
        const newest = found.toReversed();
        return { StackEvents: newest };
      },
      DescribeEvents: ({ Filters }) => {
        if (more.details === undefined) throw refusal('AccessDenied', 'not authorized to perform: cloudformation:DescribeEvents');
        return { OperationEvents: Filters?.FailedEvents ? more.details : [] };
      },
    }).client,
    { stack: 'shop', token: 'ours', state: more.state ?? rolledBack },
  );

describe('reason-elsewhere: why an operation failed', () => {
  test('is the first failure, and not what was cancelled because of it', async () => {
    const events = [
      own('UPDATE_IN_PROGRESS', { ResourceStatusReason: 'User Initiated' }),
      event('Other', 'UPDATE_FAILED', { ResourceStatusReason: 'Resource update cancelled' }),
      event('Code', 'UPDATE_FAILED', { ResourceStatusReason: 'no such role' }),
      own('UPDATE_ROLLBACK_IN_PROGRESS', { ResourceStatusReason: 'The following resource(s) failed to update: [Code, Other].' }),
    ];
    expect(await why(events)).toBe('Code UPDATE_FAILED: no such role');
  });

  test('may be only in the event of the rollback that followed, without a token', async () => {
    const { ClientRequestToken: _, ...rollback } = event('STACK', 'UPDATE_ROLLBACK_IN_PROGRESS', {
      ResourceStatusReason: 'Export shop-vpc cannot be deleted as it is in use by shop-web',
    });
    const reason = 'STACK UPDATE_ROLLBACK_IN_PROGRESS: Export shop-vpc cannot be deleted as it is in use by shop-web';
    expect(await why([rollback])).toBe(reason);
    expect(await why([own('UPDATE_IN_PROGRESS'), rollback, own('UPDATE_ROLLBACK_COMPLETE')])).toBe(reason);
  });

  test('is not that of another operation', async () => {
    const theirs = { ClientRequestToken: 'theirs' };
    const failure = { ResourceStatusReason: 'old', ...theirs };
    const events = [
      own('UPDATE_IN_PROGRESS', theirs),
      event('Code', 'UPDATE_FAILED', failure),
      own('UPDATE_IN_PROGRESS'),
      own('UPDATE_IN_PROGRESS', theirs),
      event('Code', 'UPDATE_FAILED', { ...failure, ResourceStatusReason: 'new' }),
    ];
    expect(await why(events, { state: { ...rolledBack, reason: 'said by the stack alone' } })).toBe('said by the stack alone');
    expect(await why(events)).toBe('and no event says why');
  });

  test('is in the nested stack, of which the stack only says that it failed', async () => {
    const said = { ResourceStatusReason: `Embedded stack ${child} was not successfully updated.` };
    const nestedEvent = { ResourceType: 'AWS::CloudFormation::Stack', PhysicalResourceId: child };
    const events = [own('UPDATE_IN_PROGRESS'), event('Data', 'UPDATE_FAILED', { ...nestedEvent, ...said })];
    const inNested = { StackId: child, ClientRequestToken: 'its own' };
    const nested = [
      event('Old', 'CREATE_FAILED', { ...inNested, ResourceStatusReason: 'long ago' }),
      own('UPDATE_IN_PROGRESS', { ...inNested, PhysicalResourceId: child }),
      event('Orders', 'UPDATE_FAILED', { ...inNested, ResourceStatusReason: 'no such key' }),
    ];
    expect(await why(events, { nested })).toBe('Data/Orders UPDATE_FAILED: no such key');
    expect(await why(events)).toBe(`Data UPDATE_FAILED: ${said.ResourceStatusReason}`);
  });

  test('is in the validation errors to which the event points; if those cannot be read, it says so', async () => {
    const reason = 'Validation failed with 1 error(s). Call DescribeEvents to retrieve the full list';
    const events = [own('UPDATE_IN_PROGRESS'), own('UPDATE_FAILED', { ResourceStatusReason: reason })];
    const details: OperationEvent[] = [
      {
        OperationId: '2',
        EventType: 'VALIDATION_ERROR',
        ValidationPath: '/Resources/Files',
        ValidationStatusReason: 'the bucket exists',
      },
      {
        OperationId: '2',
        EventType: 'HOOK_INVOCATION_ERROR',
        LogicalResourceId: 'Code',
        HookType: 'Acme::Rules::Hook',
        HookStatusReason: 'not encrypted',
      },
      { OperationId: '1', EventType: 'VALIDATION_ERROR', ValidationStatusReason: 'of an older operation' },
    ];
    expect(await why(events, { details })).toBe(
      `shop UPDATE_FAILED: ${reason}; /Resources/Files: the bucket exists; Code: not encrypted (Acme::Rules::Hook)`,
    );
    expect(await why(events)).toBe(
      `shop UPDATE_FAILED: ${reason}; more is in its events, which cannot be read: not authorized to perform: cloudformation:DescribeEvents`,
    );
  });
});

test('reason-elsewhere: the reason stays known where a Region does not have the call for more of it', async () => {
  const { client } = aFakeCloudFormation({
    DescribeEvents: () => {
      const message = 'Could not find operation DescribeEvents';
      throw new CloudFormationServiceException({ name: 'InvalidAction', message, $fault: 'client', $metadata: {} });
    },
  });
  expect(await detailsOf(client, { StackName: 'shop' })).toEqual([
    'more is in its events, which cannot be read: Could not find operation DescribeEvents',
  ]);
});
