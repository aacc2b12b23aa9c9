/** Alarms and metrics on the emulator, and CloudWatch clients that record calls or give other answers. */
import {
  CloudWatchClient,
  type GetMetricDataCommandOutput,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import type { TrafficQuery } from '../../../pipeline/plan/bake-plan';

const region = 'us-west-2';

/** Creates an alarm and puts it into these states, one after the other. */
export async function anAlarm(client: CloudWatchClient, AlarmName: string, ...states: StateValue[]): Promise<void> {
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'Shop',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    }),
  );
  for (const state of states) await setState(client, AlarmName, state);
}

export const setState = async (client: CloudWatchClient, AlarmName: string, StateValue: StateValue): Promise<void> => {
  await client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'set by a test' }));
};

export const query: TrafficQuery = {
  namespace: 'Shop',
  metric: 'Requests',
  statistic: 'Sum',
  periodMs: 60_000,
  dimensions: { Zone: 'usw2-az1' },
};

/** Records requests in a zone at a moment. */
export async function requests(client: CloudWatchClient, count: number, atMs: number, Zone = 'usw2-az1'): Promise<void> {
  const Dimensions = [{ Name: 'Zone', Value: Zone }];
  const MetricData = [{ MetricName: 'Requests', Value: count, Timestamp: new Date(atMs), Dimensions }];
  await client.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData }));
}

/** A client that records the names of its calls. */
export function counting(): { readonly client: CloudWatchClient; readonly calls: string[] } {
  const client = new CloudWatchClient({ region });
  const calls: string[] = [];
  const note = (name: string | undefined) => calls.push((name ?? '').replace(/Command$/, ''));
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        note(commandName);
        return await next(args);
      },
    { step: 'initialize' },
  );
  return { client, calls };
}

/** A client that answers every call with `answer`, which may throw as the SDK would. */
export function answeringMetrics(answer: () => Partial<GetMetricDataCommandOutput>): CloudWatchClient {
  const client = new CloudWatchClient({ region });
  client.middlewareStack.add(() => async () => ({ response: {}, output: { $metadata: {}, ...answer() } }), {
    step: 'initialize',
  });
  return client;
}
