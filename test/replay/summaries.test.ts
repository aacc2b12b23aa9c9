import type { History } from '@temporalio/common/lib/proto-utils';
import { readHistories } from './history-files';

type Event = NonNullable<History['events']>[number];

/** What an event starts that the Temporal Web UI shows as a line; `undefined` if it starts nothing. */
function startedBy(event: Event): string | undefined {
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

/** Every line of every saved history. */
const lines = readHistories().flatMap(({ name, history }) =>
  (history.events ?? []).flatMap((event) => {
    const started = startedBy(event);
    return started === undefined ? [] : [{ name, started, summary: summaryOf(event) }];
  }),
);

const activities = [
  'approvalRules',
  'bake',
  'build',
  'checkPolicy',
  'deploy',
  'examine',
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
];

describe('the lines of a workflow in the Temporal Web UI', () => {
  test('are of every kind, so that the tests below see all of them', () => {
    expect([...new Set(lines.map(({ started }) => started))].sort()).toEqual([
      ...activities.map((name) => `activity ${name}`),
      ...['region', 'stage', 'zone'].map((name) => `child ${name}`),
      'timer',
    ]);
  });

  test('each have a summary', () => {
    expect(lines.filter(({ summary }) => summary.trim() === '')).toEqual([]);
  });

  test('fit on one line', () => {
    expect(lines.filter(({ summary }) => summary.length > 100 || summary.includes('\n'))).toEqual([]);
  });
});
