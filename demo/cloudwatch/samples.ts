import { type CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { Alarm } from './alarm';
import { evaluationRange } from './evaluate';
import { closedPeriods, type Sample } from './periods';

/** What one look at a place uses: its client, the time, and the wish to stop. */
export interface Eyes {
  readonly client: CloudWatchClient;
  readonly nowMs: number;
  readonly abortSignal: AbortSignal;
}

/** GetMetricData takes no more queries in one call. */
const queriesPerCall = 500;

/**
 * Reads what every alarm needs, in as few calls as there are different periods (and 500s of alarms): alarms of one period share
 * their end, so no answer carries points that nobody asked for.
 *
 * The whole range is read again at every look: what was reported late, into a period already over, counts from the next look on.
 */
export async function readSamples(eyes: Eyes, alarms: readonly Alarm[]): Promise<Map<Alarm, Sample[]>> {
  const samples = new Map<Alarm, Sample[]>();
  for (const batch of batches(alarms)) {
    for await (const [alarm, more] of readBatch(eyes, batch)) {
      samples.set(alarm, [...(samples.get(alarm) ?? []), ...more]);
    }
  }
  return samples;
}

/** Alarms that can be asked for together: one period, at most 500. */
export function batches(alarms: readonly Alarm[]): Alarm[][] {
  const byPeriod = new Map<number, Alarm[]>();
  for (const alarm of alarms) byPeriod.set(alarm.metric.periodMs, [...(byPeriod.get(alarm.metric.periodMs) ?? []), alarm]);
  return [...byPeriod.values()].flatMap((same) =>
    Array.from({ length: Math.ceil(same.length / queriesPerCall) }, (_, call) =>
      same.slice(call * queriesPerCall, (call + 1) * queriesPerCall),
    ),
  );
}

async function* readBatch({ client, nowMs, abortSignal }: Eyes, batch: readonly Alarm[]): AsyncGenerator<[Alarm, Sample[]]> {
  const [first] = batch;
  if (first === undefined) return;
  const { fromMs, toMs } = closedPeriods(first.metric.periodMs, Math.max(...batch.map(evaluationRange)), nowMs);
  const asked = { StartTime: new Date(fromMs), EndTime: new Date(toMs), MetricDataQueries: batch.map(query) };
  for await (const page of paginateGetMetricData({ client }, asked, { abortSignal })) {
    for (const result of page.MetricDataResults ?? []) {
      const alarm = batch[Number(result.Id?.slice(1))];
      const values = result.Values ?? [];
      if (alarm) yield [alarm, (result.Timestamps ?? []).flatMap((at, i) => sample(at, values[i]))];
    }
  }
}

const sample = (at: Date, value: number | undefined): Sample[] => (value === undefined ? [] : [{ atMs: at.getTime(), value }]);

/** Named `m0`, `m1`, … by the alarm's place: an id has to begin with a small letter and says nothing else. */
function query({ metric }: Alarm, place: number): MetricDataQuery {
  const { namespace: Namespace, name: MetricName, statistic: Stat, periodMs } = metric;
  const Metric = { Namespace, MetricName, Dimensions: [...metric.dimensions] };
  return { Id: `m${place}`, MetricStat: { Metric, Period: periodMs / 1_000, Stat } };
}
