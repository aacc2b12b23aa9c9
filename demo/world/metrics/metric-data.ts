import type { Dimension, MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Target } from '../target';
import { added, type Count, type Tally } from './meter';

/** The namespace of the service's metrics. */
export const namespace = 'Checkout';

/**
 * The data points of what was counted: the metrics `Requests`, `Errors` and `Latency` of each second, for the share, for its zone and
 * for the environment.
 *
 * `Requests` counts the same by `Sum` and by `SampleCount`; the `Average` of `Errors` is the share of requests that failed.
 */
export function metricData(tallies: readonly Tally[]): MetricDatum[] {
  const sums = new Map<string, { dimensions: Dimension[]; second: number; count: Count }>();
  for (const { target, second, ...count } of tallies) {
    for (const dimensions of dimensionsOf(target)) {
      const key = `${second} ${dimensions.map(({ Value }) => Value).join(' ')}`;
      const before = sums.get(key)?.count;
      sums.set(key, { dimensions, second, count: before === undefined ? count : added(before, count) });
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
  // Alarms of less than a minute need metrics of high resolution.
  const common = { Dimensions: dimensions, Timestamp: new Date(second * 1_000), StorageResolution: 1 };
  const statistics = { SampleCount: requests, Sum: latency.sum, Minimum: latency.least, Maximum: latency.most };
  return [
    { ...common, MetricName: 'Requests', Unit: 'Count', Values: [1], Counts: [requests] },
    { ...common, MetricName: 'Errors', Unit: 'Count', ...zerosAndOnes(requests - errors, errors) },
    { ...common, MetricName: 'Latency', Unit: 'Milliseconds', StatisticValues: statistics },
  ];
}

/** CloudWatch takes no count of 0. */
function zerosAndOnes(zeros: number, ones: number): Pick<MetricDatum, 'Values' | 'Counts'> {
  const seen = [
    { value: 0, count: zeros },
    { value: 1, count: ones },
  ].filter(({ count }) => count > 0);
  return { Values: seen.map(({ value }) => value), Counts: seen.map(({ count }) => count) };
}
