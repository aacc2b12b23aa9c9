import { type CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { Alarm } from './alarm';
import { evaluationRange } from './evaluate';
import { closedPeriods, type Sample } from './periods';

/** What is needed to read and set the alarms of a scope at one moment. */
export interface AlarmAccess {
  readonly client: CloudWatchClient;
  readonly nowMs: number;
  readonly abortSignal: AbortSignal;
}

/** The limit of GetMetricData. */
const queriesPerCall = 500;

/**
 * Reads the samples of every alarm, with one call for each period length and 500 alarms: alarms with the same period have the same time
 * range, so no answer contains points that no alarm needs.
 *
 * Each read covers the whole range, so samples that were reported late, into a closed period, count from the next read on.
 */
export async function readSamples(access: AlarmAccess, alarms: readonly Alarm[]): Promise<Map<Alarm, Sample[]>> {
  const samples = new Map<Alarm, Sample[]>();
  for (const batch of batches(alarms)) {
    for await (const [alarm, more] of readBatch(access, batch)) {
      samples.set(alarm, [...(samples.get(alarm) ?? []), ...more]);
    }
  }
  return samples;
}

/** Groups alarms for one call each: the same period, at most 500. */
export function batches(alarms: readonly Alarm[]): Alarm[][] {
  const byPeriod = new Map<number, Alarm[]>();
  for (const alarm of alarms) byPeriod.set(alarm.metric.periodMs, [...(byPeriod.get(alarm.metric.periodMs) ?? []), alarm]);
  return [...byPeriod.values()].flatMap((same) =>
    Array.from({ length: Math.ceil(same.length / queriesPerCall) }, (_, call) =>
      same.slice(call * queriesPerCall, (call + 1) * queriesPerCall),
    ),
  );
}

async function* readBatch(
  { client, nowMs, abortSignal }: AlarmAccess,
  batch: readonly Alarm[],
): AsyncGenerator<[Alarm, Sample[]]> {
  const [first] = batch;
  if (first === undefined) return;
  const { fromMs, toMs } = closedPeriods(first.metric.periodMs, Math.max(...batch.map(evaluationRange)), nowMs);
  const input = { StartTime: new Date(fromMs), EndTime: new Date(toMs), MetricDataQueries: batch.map(query) };
  for await (const page of paginateGetMetricData({ client }, input, { abortSignal })) {
    for (const result of page.MetricDataResults ?? []) {
      const alarm = batch[Number(result.Id?.slice(1))];
      const values = result.Values ?? [];
      if (alarm) yield [alarm, (result.Timestamps ?? []).flatMap((at, i) => sample(at, values[i]))];
    }
  }
}

const sample = (at: Date, value: number | undefined): Sample[] => (value === undefined ? [] : [{ atMs: at.getTime(), value }]);

/** The id is `m` and the alarm's index: CloudWatch requires a lower-case letter first. */
function query({ metric }: Alarm, index: number): MetricDataQuery {
  const { namespace: Namespace, name: MetricName, statistic: Stat, periodMs } = metric;
  const Metric = { Namespace, MetricName, Dimensions: [...metric.dimensions] };
  return { Id: `m${index}`, MetricStat: { Metric, Period: periodMs / 1_000, Stat } };
}
