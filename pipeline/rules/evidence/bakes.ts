/** Whether bakes last as long, and see as much, as the model's numbers say. `defaults.ts` has the reasons of the numbers. */
import { type Duration, durationOf, parseDuration } from '../../model/duration';
import { type Alarm, alarmName } from '../../model/evidence';
import type { Alarms, Bakes, Pipeline, Stage } from '../../model/pipeline';
import { type Find, type Finding, type Rule, warning } from '../rule';
import { type At, bakesNeeded, stagesIn, stagesOf, wavesOf } from '../walk';

type Least = { readonly [Kind in keyof Bakes]?: Duration };

const firstWave: Least = { regional: '1h', oneBox: '1h', zone: '1h', region: '12h' };
const laterWave: Least = { ...firstWave, region: '2h' };
const gamma: Least = { oneBox: '30m' };

const longEnough: Find = (pipeline) => [
  ...stagesIn('gamma', pipeline).flatMap((stage) => shorterThan(gamma, stage, pipeline)),
  ...wavesOf(pipeline).flatMap((stage, index) => shorterThan(index === 0 ? firstWave : laterWave, stage, pipeline)),
];

/** Bakes of a stage that are shorter than these. One that is not there, or of no time at all, is for other rules to tell. */
export const shorterThan = (least: Least, { path, part }: At<Stage>, pipeline: Pipeline): Finding[] =>
  bakesNeeded(pipeline, part).flatMap((kind) => {
    const [written, wanted] = [part.bakes[kind]?.for, least[kind]];
    if (written === undefined || wanted === undefined) return [];
    const ms = parseDuration(written) ?? 0;
    return ms === 0 || ms >= (parseDuration(wanted) ?? 0)
      ? []
      : [{ path: `${path}/bakes/${kind}/for`, message: `${written} is short: let it bake ${wanted} or more` }];
  });

/** The Region's own part may take no requests of its own; what serves people must be seen serving them, where anything counts them. */
const requestsEnough: Find = (pipeline) =>
  wavesOf(pipeline)
    .filter(({ part }) => (part.traffic ?? pipeline.traffic) !== undefined)
    .flatMap(({ path, part }) =>
      bakesNeeded(pipeline, part)
        .filter((kind) => kind !== 'regional' && (part.bakes[kind]?.minimumRequests ?? 100) < 100)
        .map((kind) => ({
          path: `${path}/bakes/${kind}/minimumRequests`,
          message: `${part.bakes[kind]?.minimumRequests} say little: ask for 100 or more, so that a failure in a hundred shows`,
        })),
    );

const outlastsAlarms: Find = (pipeline) =>
  stagesOf(pipeline).flatMap((stage) =>
    endsBefore(stage, pipeline, (kind) =>
      watched(kind, stage.part.alarms ?? pipeline.alarms).map((alarm) => ({ name: alarmName(alarm), ms: firesWithin(alarm) })),
    ),
  );

const firesWithin = (alarm: Alarm): number => (typeof alarm === 'string' ? 0 : (parseDuration(alarm.firesWithin) ?? 0));

/** The alarms that a bake goes by. */
export const watched = (kind: keyof Bakes, { region, zone, oneBox }: Alarms): readonly Alarm[] => {
  if (kind === 'regional') return region;
  return kind === 'oneBox' ? [...region, ...oneBox] : [...region, ...zone, ...oneBox];
};

/** An alarm and the longest that it can take to fire. */
export interface Slow {
  readonly name: string;
  readonly ms: number;
}

/** Bakes that end before the slowest of their alarms can fire. */
export const endsBefore = (
  { path, part }: At<Stage>,
  pipeline: Pipeline,
  alarms: (kind: keyof Bakes) => readonly Slow[],
): Finding[] =>
  bakesNeeded(pipeline, part).flatMap((kind) => {
    const written = part.bakes[kind]?.for;
    const slowest = alarms(kind).reduce<Slow | undefined>((most, one) => (one.ms > (most?.ms ?? 0) ? one : most), undefined);
    const ms = written === undefined ? undefined : parseDuration(written);
    return ms === undefined || slowest === undefined || ms >= slowest.ms
      ? []
      : [
          {
            path: `${path}/bakes/${kind}/for`,
            message: `${written} is over before ${slowest.name} can fire, which takes up to ${durationOf(slowest.ms)}: let it bake as long`,
          },
        ];
  });

export const bakes: readonly Rule[] = [
  warning('short-bake', longEnough, { from: 'rollback', about: 'time' }),
  warning('few-requests', requestsEnough, { from: 'rollback', about: 'time' }), // how many come is a question of how long
  warning('bake-shorter-than-alarm', outlastsAlarms, { from: 'rollback', about: 'time' }),
];
