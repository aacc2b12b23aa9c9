import type { History } from '@temporalio/common/lib/proto-utils';
import { readHistories } from './saved';

type Event = NonNullable<History['events']>[number];

/** What an event begins that an operator sees as a line of the Temporal Web UI; `undefined` where it begins nothing. */
function begun(event: Event): string | undefined {
  if (event.activityTaskScheduledEventAttributes != null)
    return `activity ${event.activityTaskScheduledEventAttributes.activityType?.name}`;
  if (event.timerStartedEventAttributes != null) return 'timer';
  if (event.startChildWorkflowExecutionInitiatedEventAttributes != null)
    return `child ${event.startChildWorkflowExecutionInitiatedEventAttributes.workflowType?.name}`;
  return undefined;
}

const summaryOf = ({ userMetadata }: Event): string => {
  const data = userMetadata?.summary?.data;
  return data == null ? '' : String(JSON.parse(Buffer.from(data).toString()));
};

/** Every line, with the history that it is in. */
const lines = readHistories().flatMap(({ name, history }) =>
  (history.events ?? []).flatMap((event) => {
    const what = begun(event);
    return what === undefined ? [] : [{ name, what, summary: summaryOf(event) }];
  }),
);

describe('the lines of a workflow in the Temporal Web UI', () => {
  it('are of every kind that there is, so that this can fail', () => {
    expect([...new Set(lines.map(({ what }) => what))].sort()).toEqual([
      ...[
        'approvalRules',
        'bake',
        'build',
        'checkPolicy',
        'deploy',
        'gates',
        'goodRelease',
        'notify',
        'openBelow',
        'opening',
        'review',
        'startChange',
        'survey',
        'test',
        'watch',
        'watchForVanished',
      ].map((name) => `activity ${name}`),
      ...['region', 'stage', 'zone'].map((name) => `child ${name}`),
      'timer',
    ]);
  });

  it('each say what they are about', () => {
    expect(lines.filter(({ summary }) => summary.trim() === '')).toEqual([]);
  });

  it('fit on a line', () => {
    expect(lines.filter(({ summary }) => summary.length > 100 || summary.includes('\n'))).toEqual([]);
  });
});
