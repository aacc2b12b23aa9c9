/** Durations and numbers that are not valid, as JSON can contain them, or with which nothing could be watched. */
import { durationOf, parseDuration } from '../../model/duration';
import type { Alarm, Pipeline, Traffic } from '../../model/pipeline';
import { error, type Find, type Finding, quoted, type Rule, warning } from '../rule';
import { type At, alarmsOf, bakesNeeded, bakesOf, stagesOf } from '../walk';

const minute = 60_000;
const hour = 60 * minute;

/** Nothing waits longer than a year. A duration too large for a number would become infinite, then `null` in JSON, and a bake of no time. */
export const longestMs = 366 * 24 * hour;

const readable: Find = (pipeline) => [
  ...durationAt('lookEvery', pipeline.lookEvery, 'positive'),
  ...alarmsOf(pipeline).flatMap(({ path, part }) =>
    Object.entries(part).flatMap(([kind, alarms]) => firesAt(`${path}/${kind}`, alarms)),
  ),
  ...trafficsOf(pipeline).flatMap(({ path, part }) => durationAt(`${path}/period`, part.period, 'positive')),
  ...stagesOf(pipeline).flatMap(({ path, part: { loadTest } }) =>
    loadTest === undefined ? [] : durationAt(`${path}/loadTest/within`, loadTest.within, 'positive'),
  ),
  ...stagesOf(pipeline)
    .flatMap(bakesOf)
    .flatMap(({ path, part }) => [
      ...durationAt(`${path}/for`, part.for),
      ...durationAt(`${path}/deadline`, part.deadline),
      ...requestsAndDeadline({ path, part }),
    ]),
];

const firesAt = (path: string, alarms: readonly Alarm[]): Finding[] =>
  alarms.flatMap((alarm) =>
    typeof alarm === 'string' ? [] : durationAt(`${path}/${alarm.name}/firesWithin`, alarm.firesWithin, 'positive'),
  );

function durationAt(path: string, text: string, kind: 'any' | 'positive' = 'any'): Finding[] {
  const ms = parseDuration(text);
  if (ms === undefined)
    return [{ path, message: `${quoted(text)} is not a duration: write a number and a unit, as in 90s, 30m or 12h` }];
  if (ms > longestMs) return [{ path, message: `${shortened(text)} is more than a year: write a shorter time` }];
  return kind === 'positive' && ms === 0 ? [{ path, message: `${quoted(text)} is zero: write a longer time` }] : [];
}

function requestsAndDeadline({ path, part }: At<{ for: string; deadline: string; minimumRequests: number }>): Finding[] {
  const isCount = Number.isSafeInteger(part.minimumRequests) && part.minimumRequests >= 0;
  const badMinimum = {
    path: `${path}/minimumRequests`,
    message: `${part.minimumRequests} is not a number of requests: write a whole number, 0 or more`,
  };
  const lasts = parseDuration(part.for) ?? 0;
  const isLate = lasts > longestMs || (parseDuration(part.deadline) ?? Infinity) >= lasts;
  const badDeadline = {
    path: `${path}/deadline`,
    message: `${part.deadline} is shorter than the bake itself, ${part.for}: write a longer time`,
  };
  return [...(isCount ? [] : [badMinimum]), ...(isLate ? [] : [badDeadline])];
}

/** CloudWatch accepts no other periods, and every bake would wait until its deadline for requests that cannot be read. */
const periodsOfCloudWatch: Find = (pipeline) =>
  trafficsOf(pipeline)
    .filter(({ part }) => !isPeriod((parseDuration(part.period) ?? 60_000) / 1_000))
    .map(({ path, part }) => ({
      path: `${path}/period`,
      message: `${part.period} is not a CloudWatch period: write 1s, 5s, 10s, 20s, 30s or whole minutes`,
    }));

const isPeriod = (seconds: number): boolean => [1, 5, 10, 20, 30].includes(seconds) || seconds % 60 === 0;

const trafficsOf = (pipeline: Pipeline): At<Traffic>[] =>
  [
    { path: 'traffic', part: pipeline.traffic },
    ...stagesOf(pipeline).map(({ path, part }) => ({ path: `${path}/traffic`, part: part.traffic })),
  ].flatMap(({ path, part }) => (part === undefined ? [] : [{ path, part }]));

/** Such a bake would not end too early, but nothing would notice an alarm meanwhile. One look a minute is always enough. */
const looksWithinBakes: Find = (pipeline) => {
  const lengths = stagesOf(pipeline).flatMap(({ part }) =>
    bakesNeeded(pipeline, part).map((kind) => parseDuration(part.bakes[kind]?.for ?? '0s') ?? 0),
  );
  const shortest = Math.min(...lengths.filter((ms) => ms > 0));
  const { lookEvery } = pipeline;
  return (parseDuration(lookEvery) ?? 0) <= Math.max(shortest, minute)
    ? []
    : [
        {
          path: 'lookEvery',
          message: `${shortened(lookEvery)} is longer than the shortest bake, ${durationOf(shortest)}: write a shorter time, as in 1m`,
        },
      ];
};

/** For this long after an alarm fires, a bad change stays deployed and may go on to the next zone. */
const looksOften: Find = ({ lookEvery }) =>
  (parseDuration(lookEvery) ?? 0) <= 5 * minute
    ? []
    : [
        {
          path: 'lookEvery',
          message: `${shortened(lookEvery)} is how long a firing alarm can go unnoticed: write 5m or less`,
        },
      ];

/** A text may have hundreds of digits. */
const shortened = (text: string): string => (text.length > 20 ? `${text.slice(0, 17)}…` : text);

export const durations: readonly Rule[] = [
  error('bad-number', readable),
  error('bad-period', periodsOfCloudWatch),
  error('looks-longer-than-bake', looksWithinBakes),
  warning('rare-looks', looksOften, { about: 'time' }),
];
