import { type CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { TrafficQuery } from '../../../pipeline/plan/bake-plan';
import { batched } from './batch';

/** Which metric to sum, from when to when (ms since 1970). */
export interface TrafficQuestion {
  readonly query: TrafficQuery;
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** The limit of `GetMetricData`. */
const queriesInACall = 500;

/**
 * Counts requests in one account and Region. All questions within a window of `windowMs` share their calls. `null` is unreadable: not a
 * finite number, or incomplete by CloudWatch's own word. Only periods that begin at or after `sinceMs` count, so no earlier request is counted.
 */
export const trafficReader = (client: CloudWatchClient, windowMs: number) =>
  batched<TrafficQuestion, { readonly requests: number | null }>(windowMs, async (questions) => {
    const answers: { requests: number | null }[] = [];
    for (let from = 0; from < questions.length; from += queriesInACall) {
      answers.push(...(await count(client, questions.slice(from, from + queriesInACall))));
    }
    return answers;
  });

async function count(client: CloudWatchClient, questions: readonly TrafficQuestion[]): Promise<{ requests: number | null }[]> {
  const results = await getMetricData(client, questions);
  return questions.map(({ query, sinceMs }, index) => {
    const pages = results.filter((result) => result.Id === idOf(index));
    const isComplete = pages.length > 0 && pages.at(-1)?.StatusCode === 'Complete';
    const sum = pages
      .flatMap((page) => pointsSince(page, firstWholePeriod(sinceMs, query.periodMs)))
      .reduce((all, value) => all + value, 0);
    return { requests: isComplete && Number.isFinite(sum) ? sum : null };
  });
}

async function getMetricData(client: CloudWatchClient, questions: readonly TrafficQuestion[]): Promise<MetricDataResult[]> {
  const results: MetricDataResult[] = [];
  const starts = questions.map(({ query, sinceMs }) => firstWholePeriod(sinceMs, query.periodMs));
  let next: string | undefined;
  do {
    const page = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(Math.min(...starts)),
        EndTime: new Date(Math.max(...questions.map(({ untilMs, query }) => untilMs + query.periodMs))),
        MetricDataQueries: questions.map(({ query }, index) => ({ Id: idOf(index), MetricStat: metricStat(query) })),
        ...(next !== undefined && { NextToken: next }),
      }),
    );
    results.push(...(page.MetricDataResults ?? []));
    next = page.NextToken;
  } while (next !== undefined);
  return results;
}

const metricStat = ({ namespace, metric, statistic, periodMs, dimensions }: TrafficQuery) => ({
  Metric: {
    Namespace: namespace,
    MetricName: metric,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  },
  Period: periodMs / 1000,
  Stat: statistic,
});

const pointsSince = ({ Timestamps = [], Values = [] }: MetricDataResult, startMs: number): number[] =>
  Values.filter((_, index) => (Timestamps[index]?.getTime() ?? 0) >= startMs);

const firstWholePeriod = (sinceMs: number, periodMs: number): number => Math.ceil(sinceMs / periodMs) * periodMs;

const idOf = (index: number): string => `q${index}`;
