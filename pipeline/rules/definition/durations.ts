/** Lengths of time and numbers that are none, or with which nothing could be watched. They may have come from JSON. */
import { durationOf, parseDuration } from '../../model/duration';
import type { Alarm, Pipeline, Traffic } from '../../model/pipeline';
import { alarmPlaces } from '../places';
import { error, type Find, type Finding, type Rule, warning } from '../rule';
import { type At, bakesNeeded, bakesOf, stagesOf } from '../walk';

const minute = 60_000;
const hour = 60 * minute;

/** Longer than anything is waited for. Beyond what a number can count, a bake would ask for no time at all. */
export const longestMs = 366 * 24 * hour;

const readable: Find = (pipeline) => [
  ...durationAt('lookEvery', pipeline.lookEvery, 'positive'),
  ...alarmPlaces(pipeline).flatMap(({ path, part }) =>
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
      ...deadline({ path, part }),
    ]),
];

const firesAt = (path: string, alarms: readonly Alarm[]): Finding[] =>
  alarms.flatMap((alarm) =>
    typeof alarm === 'string' ? [] : durationAt(`${path}/${alarm.name}/firesWithin`, alarm.firesWithin, 'positive'),
  );

function durationAt(path: string, text: string, kind: 'any' | 'positive' = 'any'): Finding[] {
  const ms = parseDuration(text);
  if (ms === undefined)
    return [{ path, message: `${quoted(text)} is no duration: write a number and a unit, as in 90s, 30m or 12h` }];
  if (ms > longestMs) return [{ path, message: `${shortened(text)} is more than a year: write what you would wait for` }];
  return kind === 'positive' && ms === 0 ? [{ path, message: `${quoted(text)} is no time at all: write more than zero` }] : [];
}

function deadline({ path, part }: At<{ for: string; deadline: string; minimumRequests: number }>): Finding[] {
  const minimum = Number.isSafeInteger(part.minimumRequests) && part.minimumRequests >= 0;
  const wrongMinimum = {
    path: `${path}/minimumRequests`,
    message: `${part.minimumRequests} is no number of requests: write a whole number, 0 or more`,
  };
  const lasts = parseDuration(part.for) ?? 0;
  const late = lasts > longestMs || (parseDuration(part.deadline) ?? Infinity) >= lasts;
  const early = {
    path: `${path}/deadline`,
    message: `${part.deadline} is before the bake's own time of ${part.for} has passed: write a longer one`,
  };
  return [...(minimum ? [] : [wrongMinimum]), ...(late ? [] : [early])];
}

/** CloudWatch answers for no other periods, and requests that cannot be read hold every bake up until its deadline. */
const periodsOfCloudWatch: Find = (pipeline) =>
  trafficsOf(pipeline)
    .filter(({ part }) => !isPeriod((parseDuration(part.period) ?? 60_000) / 1_000))
    .map(({ path, part }) => ({
      path: `${path}/period`,
      message: `${part.period} is no period of CloudWatch: write 1s, 5s, 10s, 20s, 30s, 60s or more whole minutes`,
    }));

const isPeriod = (seconds: number): boolean => [1, 5, 10, 20, 30].includes(seconds) || seconds % 60 === 0;

const trafficsOf = (pipeline: Pipeline): At<Traffic>[] =>
  [
    { path: 'traffic', part: pipeline.traffic },
    ...stagesOf(pipeline).map(({ path, part }) => ({ path: `${path}/traffic`, part: part.traffic })),
  ].flatMap(({ path, part }) => (part === undefined ? [] : [{ path, part }]));

/** The bake would end late and not early; but meanwhile nothing would notice an alarm. A look a minute is never too rare. */
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
          message: `${shortened(lookEvery)} is longer than the shortest bake, of ${durationOf(shortest)}: look more often, as every 1m`,
        },
      ];
};

/** So long after an alarm fires a bad change still stands where it is, and may go on to the next zone. */
const looksOften: Find = ({ lookEvery }) =>
  (parseDuration(lookEvery) ?? 0) <= 5 * minute
    ? []
    : [
        {
          path: 'lookEvery',
          message: `${shortened(lookEvery)} is how long an alarm that fires goes unseen: look every 5m or more often`,
        },
      ];

const quoted = (value: unknown): string => JSON.stringify(value);

/** Of hundreds of digits the first few say enough. */
const shortened = (text: string): string => (text.length > 20 ? `${text.slice(0, 17)}…` : text);

export const durations: readonly Rule[] = [
  error('bad-number', readable),
  error('bad-period', periodsOfCloudWatch),
  error('looks-longer-than-bake', looksWithinBakes),
  warning('rare-looks', looksOften, { about: 'time' }),
];
