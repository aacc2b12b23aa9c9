/** Whether bakes are long enough and see enough requests. `authoring/defaults.ts` has the reasons for the numbers. */
import { type Duration, durationOf, parseDuration } from '../../model/duration';
import { type Alarm, alarmName } from '../../model/evidence';
import type { Alarms, Bakes, Pipeline, Stage } from '../../model/pipeline';
import { type Find, type Finding, type Rule, warning } from '../rule';
import { type At, bakesNeeded, stagesIn, stagesOf, wavesOf } from '../walk';

type Minimums = { readonly [Kind in keyof Bakes]?: Duration };

const firstWave: Minimums = { regional: '1h', oneBox: '1h', zone: '1h', region: '12h' };
const laterWave: Minimums = { ...firstWave, region: '2h' };
const gamma: Minimums = { oneBox: '30m' };

const longEnough: Find = (pipeline) => [
  ...stagesIn('gamma', pipeline).flatMap((stage) => bakesShorterThan(gamma, stage, pipeline)),
  ...wavesOf(pipeline).flatMap((stage, index) => bakesShorterThan(index === 0 ? firstWave : laterWave, stage, pipeline)),
];

/** Bakes of a stage that are shorter than the minimums. Bakes that are missing or of zero time are left to other rules. */
export const bakesShorterThan = (minimums: Minimums, { path, part }: At<Stage>, pipeline: Pipeline): Finding[] =>
  bakesNeeded(pipeline, part).flatMap((kind) => {
    const [written, minimum] = [part.bakes[kind]?.for, minimums[kind]];
    if (written === undefined || minimum === undefined) return [];
    const ms = parseDuration(written) ?? 0;
    return ms === 0 || ms >= (parseDuration(minimum) ?? 0)
      ? []
      : [{ path: `${path}/bakes/${kind}/for`, message: `${written} is too short: let it bake ${minimum} or longer` }];
  });

/** Components per Region may receive no requests. Zones must be seen to serve requests, if a metric counts them. */
const enoughRequests: Find = (pipeline) =>
  wavesOf(pipeline)
    .filter(({ part }) => (part.traffic ?? pipeline.traffic) !== undefined)
    .flatMap(({ path, part }) =>
      bakesNeeded(pipeline, part)
        .filter((kind) => kind !== 'regional' && (part.bakes[kind]?.minimumRequests ?? 100) < 100)
        .map((kind) => ({
          path: `${path}/bakes/${kind}/minimumRequests`,
          message: `${part.bakes[kind]?.minimumRequests} requests prove little: write 100 or more, so that one failure in a hundred shows`,
        })),
    );

const outlastsAlarms: Find = (pipeline) =>
  stagesOf(pipeline).flatMap((stage) =>
    bakesEndingBefore(stage, pipeline, (kind) =>
      alarmsWatched(kind, stage.part.alarms ?? pipeline.alarms).map((alarm) => ({
        name: alarmName(alarm),
        ms: firesWithin(alarm),
      })),
    ),
  );

const firesWithin = (alarm: Alarm): number => (typeof alarm === 'string' ? 0 : (parseDuration(alarm.firesWithin) ?? 0));

/** The alarms that a bake watches. */
export const alarmsWatched = (kind: keyof Bakes, { region, zone, oneBox }: Alarms): readonly Alarm[] => {
  if (kind === 'regional') return region;
  return kind === 'oneBox' ? [...region, ...oneBox] : [...region, ...zone, ...oneBox];
};

/** An alarm and the longest time that it can take to fire. */
export interface AlarmDelay {
  readonly name: string;
  readonly ms: number;
}

/** Bakes of a stage that end before the slowest of their alarms can fire. */
export const bakesEndingBefore = (
  { path, part }: At<Stage>,
  pipeline: Pipeline,
  alarms: (kind: keyof Bakes) => readonly AlarmDelay[],
): Finding[] =>
  bakesNeeded(pipeline, part).flatMap((kind) => {
    const written = part.bakes[kind]?.for;
    const slowest = alarms(kind).reduce<AlarmDelay | undefined>(
      (most, one) => (one.ms > (most?.ms ?? 0) ? one : most),
      undefined,
    );
    const ms = written === undefined ? undefined : parseDuration(written);
    return ms === undefined || slowest === undefined || ms >= slowest.ms
      ? []
      : [
          {
            path: `${path}/bakes/${kind}/for`,
            message: `${written} ends before ${slowest.name} can fire, which takes up to ${durationOf(slowest.ms)}: let it bake that long`,
          },
        ];
  });

export const bakes: readonly Rule[] = [
  warning('short-bake', longEnough, { from: 'rollback', about: 'time' }),
  warning('few-requests', enoughRequests, { from: 'rollback', about: 'time' }), // the number of requests depends on the time
  warning('bake-shorter-than-alarm', outlastsAlarms, { from: 'rollback', about: 'time' }),
];
