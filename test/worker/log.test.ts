import type { LogMetadata } from '@temporalio/worker';
import { workerLogger } from '../../worker/log';

/** What is printed for one message. */
function printed(forPeople: boolean, message: string, meta?: LogMetadata): string {
  const lines: string[] = [];
  workerLogger((line) => lines.push(line), forPeople).warn(message, meta);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]*\n$/);
  return (lines[0] ?? '').trimEnd();
}

const where = { change: 'checkout/3f2a1c9d04be', stage: 'first', region: 'us-west-2', zone: 'usw2-az1' };

describe('a line of the worker’s log', () => {
  test('is JSON for programs, with its place, and without the SDK’s other fields', () => {
    const line = JSON.parse(printed(false, 'the one-box bakes', { where, workflowId: 'x', taskToken: 'secret' }));
    expect(line).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      level: 'WARN',
      message: 'the one-box bakes',
      where,
      workflowId: 'x',
    });
  });

  test('is a sentence for people, with its place', () => {
    expect(printed(true, 'the one-box bakes', { where })).toMatch(
      /^\d\d:\d\d:\d\d {2}3f2a1c9 {2}first {2}us-west-2 {2}usw2-az1 {2}the one-box bakes$/,
    );
  });

  test('has only the known parts of its place', () => {
    const { change } = where;
    expect(printed(true, 'was built', { where: { change } })).toMatch(/^\d\d:\d\d:\d\d {2}3f2a1c9 {2}was built$/);
  });

  test('has its level if it is not about a change', () => {
    expect(printed(true, 'the worker stops')).toMatch(/^\d\d:\d\d:\d\d {2}WARN {2}the worker stops$/);
  });

  test('has the error’s own words', () => {
    const error = new Error('the disk is full');
    expect(printed(true, 'an activity failed', { error })).toMatch(/an activity failed {2}Error: the disk is full$/);
    expect(JSON.parse(printed(false, 'an activity failed', { error }))).toMatchObject({ error: 'Error: the disk is full' });
  });

  test('is one line even if the message has several', () => {
    const error = new Error('one\ntwo');
    expect(printed(true, 'an activity failed', { error })).toMatch(/an activity failed {2}Error: one two$/);
    expect(JSON.parse(printed(false, 'first\nsecond'))).toMatchObject({ message: 'first\nsecond' });
  });
});
