import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { Meter } from '../../../../demo/world/metrics/meter';
import { metricData } from '../../../../demo/world/metrics/metric-data';
import type { Share } from '../../../../demo/world/target';

const at = (zone: string, share: Share) =>
  ({ account: '222222222222', target: { environment: 'prod', region: 'us-west-2', zone, share } }) as const;

/** A meter that has counted requests: where, how they were answered, when they ended. */
function meterOf(...requests: { where: ReturnType<typeof at>; status?: number; latencyMs?: number; endedAt?: number }[]): Meter {
  const meter = new Meter();
  for (const { where, status = 200, latencyMs = 1, endedAt = 5_500 } of requests)
    meter.count(where, { status, latencyMs, endedAt });
  return meter;
}

function find(data: readonly MetricDatum[], name: string, ...dimensions: string[]): MetricDatum | undefined {
  return data.find(
    (datum) => datum.MetricName === name && datum.Dimensions?.map(({ Value }) => Value).join() === dimensions.join(),
  );
}

const fleet = at('usw2-az1', 'fleet');
const oneBox = at('usw2-az1', 'one-box');

describe('the meter', () => {
  test('counts a request in the second in which it ended', () => {
    const tallies = meterOf({ where: fleet, endedAt: 5_999 }, { where: fleet, endedAt: 6_000 }).takeBefore(7);
    expect(tallies.map(({ second, requests }) => ({ second, requests }))).toEqual([
      { second: 5, requests: 1 },
      { second: 6, requests: 1 },
    ]);
  });

  test('returns the counts of a second once, after it has ended', () => {
    const meter = meterOf({ where: fleet, endedAt: 5_500 }, { where: fleet, endedAt: 6_500 });
    expect(meter.takeBefore(6).map(({ second }) => second)).toEqual([5]);
    expect(meter.takeBefore(6)).toEqual([]);
    expect(meter.takeBefore(7).map(({ second }) => second)).toEqual([6]);
  });

  test('counts status 500 and above as errors, and the caller’s mistakes as answers', () => {
    const statuses = [200, 400, 404, 499, 500, 502, 503].map((status) => ({ where: fleet, status }));
    expect(meterOf(...statuses).takeBefore(9)).toMatchObject([{ requests: 7, errors: 3 }]);
  });
});

describe('the data points', () => {
  test('make the average of Errors the fraction of failed requests', () => {
    const data = metricData(
      meterOf({ where: fleet }, { where: fleet }, { where: fleet }, { where: fleet, status: 500 }).takeBefore(9),
    );
    expect(find(data, 'Errors', 'prod', 'usw2-az1', 'fleet')).toMatchObject({ Values: [0, 1], Counts: [3, 1] });
  });

  test('leave out values without requests: CloudWatch rejects a count of 0', () => {
    expect(find(metricData(meterOf({ where: fleet }).takeBefore(9)), 'Errors', 'prod')).toMatchObject({
      Values: [0],
      Counts: [1],
    });
    const failed = metricData(meterOf({ where: fleet, status: 502 }).takeBefore(9));
    expect(find(failed, 'Errors', 'prod')).toMatchObject({ Values: [1], Counts: [1] });
  });

  test('have the same sum and sample count of requests', () => {
    const data = metricData(meterOf({ where: fleet }, { where: fleet }).takeBefore(9));
    expect(find(data, 'Requests', 'prod', 'usw2-az1', 'fleet')).toMatchObject({ Values: [1], Counts: [2] });
  });

  test('of a zone and of the environment include all their shares', () => {
    const elsewhere = at('usw2-az2', 'fleet');
    const data = metricData(meterOf({ where: fleet }, { where: oneBox, status: 500 }, { where: elsewhere }).takeBefore(9));
    expect(find(data, 'Errors', 'prod', 'usw2-az1', 'one-box')).toMatchObject({ Values: [1], Counts: [1] });
    expect(find(data, 'Errors', 'prod', 'usw2-az1')).toMatchObject({ Values: [0, 1], Counts: [1, 1] });
    expect(find(data, 'Errors', 'prod')).toMatchObject({ Values: [0, 1], Counts: [2, 1] });
  });

  test('have the second as timestamp, and its fastest and slowest request', () => {
    const data = metricData(
      meterOf({ where: fleet, latencyMs: 2, endedAt: 5_100 }, { where: fleet, latencyMs: 8, endedAt: 5_900 }).takeBefore(9),
    );
    expect(find(data, 'Latency', 'prod')).toMatchObject({
      Timestamp: new Date(5_000),
      StatisticValues: { SampleCount: 2, Sum: 10, Minimum: 2, Maximum: 8 },
    });
  });

  test('do not mix seconds', () => {
    const data = metricData(meterOf({ where: fleet, endedAt: 5_100 }, { where: fleet, endedAt: 6_100 }).takeBefore(9));
    expect(data.filter(({ MetricName }) => MetricName === 'Requests').map(({ Timestamp }) => Timestamp?.getTime())).toEqual([
      5_000, 5_000, 5_000, 6_000, 6_000, 6_000,
    ]);
  });
});
