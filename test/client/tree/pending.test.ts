import type { WorkflowExecutionDescription } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { pendingBake, pendingReason } from '../../../client/tree/pending';
import { aBake } from './a-tree';

const json = (value: unknown) => defaultPayloadConverter.toPayload(value);
const bake = aBake({ on: 'traffic', seen: 3, needed: 10 });

/** A workflow whose activity `bake` failed like this at its last attempt. */
const described = (lastFailure: object): WorkflowExecutionDescription =>
  ({ raw: { pendingActivities: [{ activityType: { name: 'bake' }, lastFailure }] } }) as WorkflowExecutionDescription;
const withDetails = (...payloads: unknown[]) =>
  described({ message: '3 of 10 requests seen', applicationFailureInfo: { type: 'NotYet', details: { payloads } } });

test('the details of a bake that goes on are its numbers', () => {
  expect(pendingBake(withDetails(json(bake)))).toEqual(bake);
});

test.each([
  ['none', withDetails()],
  ['of another shape', withDetails(json({ waitsFor: 'something' }))],
  ['encrypted', withDetails({ metadata: { encoding: Buffer.from('binary/encrypted') }, data: Buffer.from('?') })],
  ['not JSON', withDetails({ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{') })],
  ['without an encoding', withDetails({ data: Buffer.from('{}') })],
])('details that cannot be read give no numbers, but the sentence: %s', (_, workflow) => {
  expect(pendingBake(workflow)).toBeUndefined();
  expect(pendingReason(workflow, 'bake')).toBe('3 of 10 requests seen');
});

test('a time-out is a reason, too: it is why nothing moves', () => {
  const timedOut = described({ message: 'activity StartToClose timeout', timeoutFailureInfo: { timeoutType: 1 } });
  expect(pendingBake(timedOut)).toBeUndefined();
  expect(pendingReason(timedOut, 'bake')).toBe('activity StartToClose timeout');
  expect(pendingReason(timedOut, 'gates')).toBeUndefined();
});
