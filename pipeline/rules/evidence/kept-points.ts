/** Whether CloudWatch still has the requests that a bake counts at its end. */
import { type Duration, durationOf, parseDuration } from '../../model/duration';
import type { Pipeline } from '../../model/pipeline';
import { error, type Find, type Finding, type Rule, warning } from '../rule';
import { bakesNeeded, groupsOf, stagesOf } from '../walk';

const [hour, day] = [3_600_000, 86_400_000];

/**
 * How long CloudWatch keeps data points, by their period. For a start further back it returns none of that period.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
const kept: readonly { readonly period: Duration; readonly ms: number }[] = [
  { period: '1s', ms: 3 * hour },
  { period: '60s', ms: 15 * day },
  { period: '5m', ms: 63 * day },
  { period: '1h', ms: 455 * day },
];

const keptMs = (periodMs: number): number =>
  kept.findLast(({ period }) => (parseDuration(period) ?? 0) <= periodMs)?.ms ?? Infinity;

/** A bake that counts requests. */
interface Counts {
  /** The path of its metric's period. */
  readonly path: string;
  readonly period: Duration;
  readonly bake: string;
  readonly forMs: number;
  readonly deadlineMs: number;
}

const countsOf = (pipeline: Pipeline): Counts[] =>
  stagesOf(pipeline).flatMap(({ path, part }) => {
    const traffic = part.traffic ?? pipeline.traffic;
    if (traffic === undefined || !(parseDuration(traffic.period) ?? 0)) return []; // `bad-number` reports it
    return bakesNeeded(pipeline, part).flatMap((kind) => {
      const bake = part.bakes[kind];
      if (bake === undefined || bake.minimumRequests === 0) return [];
      const [forMs, deadlineMs] = [parseDuration(bake.for) ?? 0, parseDuration(bake.deadline) ?? 0];
      const at = part.traffic === undefined ? 'traffic/period' : `${path}/traffic/period`;
      return [{ path: at, period: traffic.period, bake: `${path}/bakes/${kind}`, forMs, deadlineMs }];
    });
  });

/** A bake asks for the requests since its beginning. If they are gone by its end, none are counted and it cannot end healthy. */
const outliveBakes: Find = (pipeline) =>
  longestOf(countsOf(pipeline), ({ forMs }) => forMs).flatMap((one) => tooLong(one, 'for'));

/** Until its deadline a bake waits for requests, and loses those that came first. */
const outliveDeadlines: Find = (pipeline) =>
  longestOf(countsOf(pipeline), ({ deadlineMs }) => deadlineMs)
    .filter(({ path }) => !outliveBakes(pipeline).some((worse) => worse.path === path))
    .flatMap((one) => tooLong(one, 'deadline'));

/** The longest for each metric. */
const longestOf = (counts: readonly Counts[], lengthOf: (one: Counts) => number): Counts[] =>
  groupsOf(counts, ({ path }) => path).map((some) => some.reduce((most, one) => (lengthOf(one) > lengthOf(most) ? one : most)));

function tooLong({ path, period, bake, forMs, deadlineMs }: Counts, end: 'for' | 'deadline'): Finding[] {
  const [lasts, keepsMs] = [end === 'for' ? forMs : deadlineMs, keptMs(parseDuration(period) ?? 0)];
  const enough = kept.find(({ ms }) => ms >= lasts)?.period ?? '1h';
  return lasts <= keepsMs
    ? []
    : [
        {
          path,
          message: `points of ${period} live ${durationOf(keepsMs)}, but ${bake}/${end} is ${durationOf(lasts)}: write ${enough} or longer, or shorten the bake`,
        },
      ];
}

export const keptPoints: readonly Rule[] = [
  error('traffic-gone-before-bake-ends', outliveBakes),
  warning('traffic-gone-before-deadline', outliveDeadlines),
];
