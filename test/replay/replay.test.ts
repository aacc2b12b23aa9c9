import type { History } from '@temporalio/common/lib/proto-utils';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { readHistories, type SavedHistory } from './history-files';

const saved = readHistories();
const telemetryOptions = { logging: { filter: 'ERROR', forward: {} } } as const;
beforeAll(() => void Runtime.install({ logger: new DefaultLogger('ERROR', () => {}), telemetryOptions }));

/** Replays histories with today's workflow code; returns the error of each, if any, by name. */
async function replay(histories: readonly SavedHistory[]): Promise<Record<string, Error | undefined>> {
  const all = histories.map(({ history }) => ({ workflowId: workflowIdOf(history), history }));
  const names = new Map(histories.map(({ name, history }) => [runIdOf(history), name]));
  const options = { workflowBundle: { codePath: process.env.SLIPWAY_TEST_BUNDLE ?? '' } };
  const errors: Record<string, Error | undefined> = {};
  for await (const { runId, error } of Worker.runReplayHistories(options, all)) errors[names.get(runId) ?? ''] = error;
  return errors;
}

/** A workflow derives the ids of its children from its own, so it must be replayed under its own id. */
const workflowIdOf = ({ events }: History): string => events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? '';

/** A workflow that continued as new has several runs, so only the run id identifies a history. */
const runIdOf = ({ events }: History): string =>
  events?.[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId ?? '';

/** Replays a saved history after an edit of it. */
async function replayEdited(name: string, edit: (history: History) => void): Promise<Error | undefined> {
  const copy = readHistories().find((other) => other.name === name);
  if (copy === undefined) throw new Error(`no history is called ${name}`);
  edit(copy.history);
  return (await replay([copy]))[name];
}

const scheduledActivities = ({ events }: History) =>
  (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: activity }) => (activity == null ? [] : [activity]));

const hasSignal = ({ events }: History, name: string): boolean =>
  (events ?? []).some((event) => event.workflowExecutionSignaledEventAttributes?.signalName === name);

const hasUpdate = ({ events }: History, name: string): boolean =>
  (events ?? []).some((event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name === name);

const endings = {
  change: ['delivered', 'refused', 'rolledBack', 'cancelled', 'continuedAsNew'],
  stage: ['deployed', 'rolledBack', 'cancelled', 'leftInPlace', 'terminated'],
  region: ['deployed', 'rolledBack', 'cancelled', 'leftInPlace'],
  zone: ['deployed', 'rolledBack', 'cancelled', 'leftInPlace'],
  service: ['open', 'continuedAsNew'],
};

describe('today’s workflow code', () => {
  test('replays every saved history', async () => {
    const errors = await replay(saved);
    expect(Object.keys(errors).sort()).toEqual(saved.map(({ name }) => name));
    const failed = Object.entries(errors).filter(([, error]) => error !== undefined);
    expect(failed.map(([name, error]) => `${name}: ${error?.message}`)).toEqual([]);
  });
});

describe('the saved histories', () => {
  test.each(Object.entries(endings))('include a %s for every way in which it can end', (type, kinds) => {
    const ofType = saved.map(({ name }) => name.split('.')).filter(([of]) => of === type);
    expect([...new Set(ofType.map(([, kind]) => kind))].sort()).toEqual([...kinds].sort());
  });

  test.each([
    ['zone', 'accept'],
    ['service', 'acceptLane'],
    ['change', 'cancel'],
    ['change', 'asks'],
    ['zone', 'answered'],
  ])('include a %s that received the command %s', (type, name) => {
    const ofType = saved.filter((one) => one.name.startsWith(`${type}.`));
    expect(ofType.some(({ history }) => hasSignal(history, name) || hasUpdate(history, name))).toBe(true);
  });

  test.each(['zone', 'region', 'change'])('include a %s that was stuck and that a person retried', (type) => {
    const rolledBack = saved.filter(({ name }) => name.startsWith(`${type}.rolledBack`));
    expect(rolledBack.some(({ history }) => hasSignal(history, 'retry'))).toBe(true);
  });
});

describe('a history that today’s code would not have written', () => {
  test('is refused where an activity has another name', async () => {
    const error = await replayEdited('zone.deployed.all-goes-well', (history) => {
      for (const { activityType } of scheduledActivities(history))
        if (activityType?.name === 'deploy') activityType.name = 'ship';
    });
    expect(error).toBeInstanceOf(DeterminismViolationError);
    expect(error?.message).toMatch(/type of scheduled event 'ship' does not match .* 'deploy'/);
  });

  test('is refused where two activities are swapped', async () => {
    const error = await replayEdited('change.continuedAsNew.all-goes-well', (history) => {
      const [, review, build] = scheduledActivities(history);
      if (review?.activityType == null || build?.activityType == null) throw new Error('expected two activities');
      [review.activityType, build.activityType] = [build.activityType, review.activityType];
    });
    expect(error).toBeInstanceOf(DeterminismViolationError);
    expect(error?.message).toMatch(/type of scheduled event 'build' does not match .* 'review'/);
  });
});
