import type { Dimension, MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Target } from '../target';
import { addCounts, type Count, type Tally } from './meter';

/** The namespace of the service's metrics. */
export const namespace = 'Checkout';

/**
 * The data points of `Requests`, `Errors` and `Latency` for each second: for the share, for its zone and for the environment.
 *
 * `Requests` has the same `Sum` and `SampleCount`; the `Average` of `Errors` is the fraction of requests that failed.
 */
export function metricData(tallies: readonly Tally[]): MetricDatum[] {
  const sums = new Map<string, { dimensions: Dimension[]; second: number; count: Count }>();
  for (const { target, second, ...count } of tallies) {
    for (const dimensions of dimensionsOf(target)) {
      const key = `${second} ${dimensions.map(({ Value }) => Value).join(' ')}`;
      const before = sums.get(key)?.count;
      sums.set(key, { dimensions, second, count: before === undefined ? count : addCounts(before, count) });
    }
  }
  return [...sums.values()].flatMap(({ dimensions, second, count }) => dataOf(dimensions, second, count));
}

function dimensionsOf({ environment, zone, share }: Target): Dimension[][] {
  const all = [
    { Name: 'Environment', Value: environment },
    { Name: 'Zone', Value: zone },
    { Name: 'Share', Value: share },
  ];
  return all.map((_, index) => all.slice(0, index + 1));
}

function dataOf(dimensions: Dimension[], second: number, { requests, errors, latency }: Count): MetricDatum[] {
  // Alarms with periods under a minute need high-resolution metrics.
  const common = { Dimensions: dimensions, Timestamp: new Date(second * 1_000), StorageResolution: 1 };
  const statistics = { SampleCount: requests, Sum: latency.sum, Minimum: latency.min, Maximum: latency.max };
  return [
    { ...common, MetricName: 'Requests', Unit: 'Count', Values: [1], Counts: [requests] },
    { ...common, MetricName: 'Errors', Unit: 'Count', ...zerosAndOnes(requests - errors, errors) },
    { ...common, MetricName: 'Latency', Unit: 'Milliseconds', StatisticValues: statistics },
  ];
}

/** CloudWatch rejects a count of 0. */
function zerosAndOnes(zeros: number, ones: number): Pick<MetricDatum, 'Values' | 'Counts'> {
  const counted = [
    { value: 0, count: zeros },
    { value: 1, count: ones },
  ].filter(({ count }) => count > 0);
  return { Values: counted.map(({ value }) => value), Counts: counted.map(({ count }) => count) };
}
