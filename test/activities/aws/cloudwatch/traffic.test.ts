import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { trafficReader } from '../../../../activities/aws/cloudwatch/traffic';
import { answeringMetrics, counting, query, requests } from '../../builders/a-cloudwatch';
import { aSite } from '../../builders/a-site';

const { cloudWatch } = aSite();
const windowMs = 20;
const read = trafficReader(cloudWatch, windowMs);
/** A whole minute, some minutes ago. */
const minute = Math.floor(Date.now() / 60_000) * 60_000 - 10 * 60_000;
const inZone = (Zone: string) => ({ ...query, dimensions: { Zone } });

describe('the count of requests', () => {
  test('sums the requests since the start', async () => {
    for (const count of [1, 2, 3]) await requests(cloudWatch, count, minute + count * 60_000);
    expect(await read({ query, sinceMs: minute, untilMs: minute + 300_000 })).toEqual({ requests: 6 });
  });

  test('counts only whole periods: the one of the start has earlier requests too', async () => {
    await requests(cloudWatch, 5, minute + 1_000, 'partial');
    await requests(cloudWatch, 7, minute + 60_000, 'partial');
    const counted = await read({ query: inZone('partial'), sinceMs: minute + 500, untilMs: minute + 120_000 });
    expect(counted).toEqual({ requests: 7 });
  });

  test('counts the current period so far', async () => {
    await requests(cloudWatch, 4, minute + 60_000, 'open');
    const counted = await read({ query: inZone('open'), sinceMs: minute, untilMs: minute + 60_500 });
    expect(counted).toEqual({ requests: 4 });
  });

  test('is 0 without data: CloudWatch stores no zeroes', async () => {
    expect(await read({ query: inZone('empty'), sinceMs: minute, untilMs: minute + 60_000 })).toEqual({ requests: 0 });
  });

  test('excludes the requests of another zone', async () => {
    await requests(cloudWatch, 9, minute, 'other');
    await requests(cloudWatch, 1, minute, 'own');
    expect(await read({ query: inZone('own'), sinceMs: minute, untilMs: minute + 60_000 })).toEqual({ requests: 1 });
  });

  test('is one call for many looks, each with its own start', async () => {
    const { client, calls } = counting();
    await requests(cloudWatch, 1, minute, 'many');
    await requests(cloudWatch, 2, minute + 60_000, 'many');
    const reader = trafficReader(client, windowMs);
    const untilMs = minute + 120_000;
    const counts = await Promise.all([
      reader({ query: inZone('many'), sinceMs: minute, untilMs }),
      reader({ query: inZone('many'), sinceMs: minute + 60_000, untilMs }),
      ...Array.from({ length: 20 }, () => reader({ query: inZone('empty'), sinceMs: minute, untilMs })),
    ]);
    expect(counts.slice(0, 3)).toEqual([{ requests: 3 }, { requests: 2 }, { requests: 0 }]);
    expect(calls).toEqual(['GetMetricData']);
  });
});

describe('R21: the count is unreadable', () => {
  const point = (value: number): MetricDataResult => ({
    Id: 'q0',
    StatusCode: 'Complete',
    Timestamps: [new Date(minute)],
    Values: [value],
  });

  test.each<[string, MetricDataResult[]]>([
    ['NaN', [point(Number.NaN)]],
    ['infinity', [point(Number.POSITIVE_INFINITY)]],
    ['nothing at all', []],
    ['another metric', [{ ...point(100), Id: 'q1' }]],
    ['incomplete data', [{ ...point(100), StatusCode: 'PartialData' }]],
    ['an error of its own', [{ ...point(100), StatusCode: 'InternalError' }]],
    ['without a status', [{ Id: 'q0', Timestamps: [new Date(minute)], Values: [100] }]],
  ])('when CloudWatch answers %s', async (_, MetricDataResults) => {
    const reader = trafficReader(
      answeringMetrics(() => ({ MetricDataResults })),
      windowMs,
    );
    expect(await reader({ query, sinceMs: minute, untilMs: minute + 60_000 })).toEqual({ requests: null });
  });

  test('but not when only the first of two pages is incomplete', async () => {
    const pages = [
      { MetricDataResults: [{ ...point(1), StatusCode: 'PartialData' as const }], NextToken: 'more' },
      { MetricDataResults: [point(2)] },
    ];
    const reader = trafficReader(
      answeringMetrics(() => pages.shift() ?? {}),
      windowMs,
    );
    expect(await reader({ query, sinceMs: minute, untilMs: minute + 60_000 })).toEqual({ requests: 3 });
  });
});
