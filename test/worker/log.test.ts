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
  it('is JSON for programs, with what where and without the rest of the SDK’s own', () => {
    const line = JSON.parse(printed(false, 'the one-box bakes', { where, workflowId: 'x', taskToken: 'secret' }));
    expect(line).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      level: 'WARN',
      message: 'the one-box bakes',
      where,
      workflowId: 'x',
    });
  });

  it('is a sentence for people, with where it where', () => {
    expect(printed(true, 'the one-box bakes', { where })).toMatch(
      /^\d\d:\d\d:\d\d {2}3f2a1c9 {2}first {2}us-west-2 {2}usw2-az1 {2}the one-box bakes$/,
    );
  });

  it('names only the places that are known', () => {
    const { change } = where;
    expect(printed(true, 'was built', { where: { change } })).toMatch(/^\d\d:\d\d:\d\d {2}3f2a1c9 {2}was built$/);
  });

  it('of the worker’s own has its level', () => {
    expect(printed(true, 'the worker stops')).toMatch(/^\d\d:\d\d:\d\d {2}WARN {2}the worker stops$/);
  });

  it('tells an error in its own words', () => {
    const error = new Error('the disk is full');
    expect(printed(true, 'an activity failed', { error })).toMatch(/an activity failed {2}Error: the disk is full$/);
    expect(JSON.parse(printed(false, 'an activity failed', { error }))).toMatchObject({ error: 'Error: the disk is full' });
  });

  it('of a message of several lines is still one line', () => {
    const error = new Error('one\ntwo');
    expect(printed(true, 'an activity failed', { error })).toMatch(/an activity failed {2}Error: one two$/);
    expect(JSON.parse(printed(false, 'first\nsecond'))).toMatchObject({ message: 'first\nsecond' });
  });
});
