import type { History } from '@temporalio/common/lib/proto-utils';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { readHistories, type Saved } from './saved';

const saved = readHistories();
const telemetryOptions = { logging: { filter: 'ERROR', forward: {} } } as const;
beforeAll(() => void Runtime.install({ logger: new DefaultLogger('ERROR', () => {}), telemetryOptions }));

/** Replays histories with today's workflows; answers what each ran into, by name. */
async function replayed(histories: readonly Saved[]): Promise<Record<string, Error | undefined>> {
  const all = histories.map(({ history }) => ({ workflowId: idOf(history), history }));
  const names = new Map(histories.map(({ name, history }) => [runOf(history), name]));
  const options = { workflowBundle: { codePath: process.env.SLIPWAY_TEST_BUNDLE ?? '' } };
  const errors: Record<string, Error | undefined> = {};
  for await (const { runId, error } of Worker.runReplayHistories(options, all)) errors[names.get(runId) ?? ''] = error;
  return errors;
}

/** What is below a workflow is named for it, so it must be replayed by its own name. */
const idOf = ({ events }: History): string => events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? '';

/** A workflow that continued as new has several runs. */
const runOf = ({ events }: History): string => events?.[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId ?? '';

/** A saved history with something about it that is different. */
async function replayedWith(name: string, change: (history: History) => void): Promise<Error | undefined> {
  const found = readHistories().find((other) => other.name === name);
  if (found === undefined) throw new Error(`there is no history ${name}`);
  change(found.history);
  return (await replayed([found]))[name];
}

const scheduled = ({ events }: History) =>
  (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: activity }) => (activity == null ? [] : [activity]));

const endings = {
  change: ['delivered', 'refused', 'rolledBack', 'cancelled', 'continuedAsNew'],
  stage: ['deployed', 'rolledBack', 'cancelled', 'leftInPlace', 'terminated'],
  region: ['deployed', 'rolledBack', 'cancelled', 'leftInPlace'],
  zone: ['deployed', 'rolledBack', 'cancelled', 'leftInPlace'],
  service: ['open', 'continuedAsNew'],
};

describe('today’s workflow code', () => {
  it('goes on with every history that was saved as if it had written it', async () => {
    const errors = await replayed(saved);
    expect(Object.keys(errors).sort()).toEqual(saved.map(({ name }) => name));
    expect(Object.entries(errors).flatMap(([name, error]) => (error === undefined ? [] : [`${name}: ${error.message}`]))).toEqual(
      [],
    );
  });

  it.each(Object.entries(endings))('has histories of a %s for every way in which it can end', (type, kinds) => {
    const found = saved.map(({ name }) => name.split('.')).filter(([of]) => of === type);
    expect([...new Set(found.map(([, kind]) => kind))].sort()).toEqual([...kinds].sort());
  });

  it.each([
    ['zone', 'accept'],
    ['service', 'acceptLane'],
    ['change', 'cancel'],
  ])('has histories of a %s that people spoke to: %s', (type, name) => {
    const isHeard = ({ events }: History) =>
      (events ?? []).some(
        (event) =>
          event.workflowExecutionSignaledEventAttributes?.signalName === name ||
          event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name === name,
      );
    expect(saved.some(({ name: of, history }) => of.startsWith(`${type}.`) && isHeard(history))).toBe(true);
  });

  it.each(['zone', 'region', 'change'])('has histories of a %s that was stuck and was told to try again', (type) => {
    const isRetried = ({ events }: History) =>
      (events ?? []).some((event) => event.workflowExecutionSignaledEventAttributes?.signalName === 'retry');
    expect(saved.some(({ name, history }) => name.startsWith(`${type}.rolledBack`) && isRetried(history))).toBe(true);
  });
});

describe('a history that today’s code would not have written', () => {
  it('is refused where an activity has another name', async () => {
    const error = await replayedWith('zone.deployed.all-goes-well', (history) => {
      for (const { activityType } of scheduled(history)) if (activityType?.name === 'deploy') activityType.name = 'ship';
    });
    expect(error).toBeInstanceOf(DeterminismViolationError);
    expect(error?.message).toMatch(/type of scheduled event 'ship' does not match .* 'deploy'/);
  });

  it('is refused where two acts changed places', async () => {
    const error = await replayedWith('change.continuedAsNew.all-goes-well', (history) => {
      const [, review, build] = scheduled(history);
      if (review?.activityType == null || build?.activityType == null) throw new Error('there are not two acts');
      [review.activityType, build.activityType] = [build.activityType, review.activityType];
    });
    expect(error).toBeInstanceOf(DeterminismViolationError);
    expect(error?.message).toMatch(/type of scheduled event 'build' does not match .* 'review'/);
  });
});
