/** Any correct stages: two test stages at most, then one to three waves. */
import fc from 'fast-check';
import { hours, minutes } from '../../../pipeline/model/duration';
import type {
  Alarm,
  Alarms,
  Approval,
  Bake,
  Bakes,
  LoadTest,
  Region,
  Stage,
  Traffic,
  Zone,
} from '../../../pipeline/model/pipeline';
import {
  type CalendarDate,
  type ClockTime,
  type Days,
  type Window,
  type Windows,
  weekdays,
} from '../../../pipeline/model/windows';
import { account, duration, someParameters, text, words } from './any-text';

const plainly = { noNullPrototype: true } as const;

/** Names with these placeholders and no others. */
const someAlarms = (placeholders: string): fc.Arbitrary<Alarm[]> => {
  const name = words.map((word) => `${word.replaceAll(/[{}$]/g, '-')}${placeholders}`);
  return fc.array(fc.oneof(name, fc.record({ name, firesWithin: duration }, plainly)), { minLength: 1, maxLength: 3 });
};

export const anyAlarms = fc.record<Required<Alarms>>(
  { region: someAlarms('{region}'), zone: someAlarms('-{zone}'), oneBox: someAlarms('-{zone}-{environment}') },
  plainly,
);

export const anyTraffic = fc.record<Required<Traffic>>(
  {
    namespace: words,
    metric: words,
    statistic: fc.constantFrom('Sum', 'SampleCount'),
    period: fc.constantFrom('60s', '2m', '5m', '1h'),
    dimensions: fc.record({ environment: words, zone: words, share: words }, plainly),
  },
  plainly,
);

const bake: fc.Arbitrary<Bake> = fc.record<Required<Bake>, 'for' | 'minimumRequests' | 'deadline'>(
  {
    for: fc.integer({ min: 1, max: 99 }).chain((count) => fc.constantFrom(minutes(count), hours(count))),
    minimumRequests: fc.nat(1000),
    deadline: fc.integer({ min: 99, max: 200 }).map(hours),
    silence: fc.constantFrom('rollBack', 'ask'),
  },
  { requiredKeys: ['for', 'minimumRequests', 'deadline'], ...plainly },
);

const bakeParts = { regional: bake, oneBox: bake, zone: bake, region: bake } satisfies Record<keyof Bakes, unknown>;

const two = (most: number) => fc.integer({ min: 0, max: most }).map((count) => String(count).padStart(2, '0'));
const clockTime: fc.Arbitrary<ClockTime> = fc.tuple(two(23), two(59)).map(([h, m]) => `${h}:${m}` as ClockTime);
const date = fc.integer({ min: 10, max: 28 }).map((day): CalendarDate => `2026-12-${day}`);

const days: fc.Arbitrary<Days> = fc
  .tuple(date, date)
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }));

const windows: fc.Arbitrary<Windows> = fc.record<Required<Windows>, 'timeZone' | 'open'>(
  {
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin'),
    open: fc.array(
      fc
        .record<Required<Window>, 'from' | 'to'>(
          { days: fc.subarray([...weekdays], { minLength: 1 }), from: clockTime, to: clockTime, except: fc.array(date) },
          { requiredKeys: ['from', 'to'], ...plainly },
        )
        .filter(({ from, to }) => from !== to),
      { minLength: 1, maxLength: 2 },
    ),
    calendars: fc.array(fc.record({ name: fc.constantFrom('launch', 'black-friday'), closed: fc.array(days) }, plainly), {
      maxLength: 2,
    }),
  },
  { requiredKeys: ['timeZone', 'open'], ...plainly },
);

const approval: fc.Arbitrary<Approval> = fc
  .subarray(['ann', 'ben', 'chris'], { minLength: 2 })
  .chain((approvers) =>
    fc.record(
      { approvers: fc.constant(approvers), count: fc.integer({ min: 1, max: approvers.length - 1 }), expires: duration },
      plainly,
    ),
  );

const zone = (name: string): fc.Arbitrary<Zone> =>
  fc.record<Required<Zone>, 'name'>(
    { name: fc.constant(name), oneBox: fc.constant(false) },
    { requiredKeys: ['name'], ...plainly },
  );

/** Regions and zones are numbered, so that each is unique in its environment. Letters come first, as they must in names. */
const region = (stage: number, index: number): fc.Arbitrary<Region> =>
  fc.integer({ min: 1, max: 3 }).chain((count) =>
    fc.record<Required<Region>, 'name' | 'zones'>(
      {
        name: fc.constant(`x${'abcde'[stage]}-west-${index + 1}`),
        account,
        zones: fc.tuple(...Array.from({ length: count }, (_, at) => zone(`x${'abcde'[stage]}${index}-z${at}`))),
      },
      { requiredKeys: ['name', 'zones'], ...plainly },
    ),
  );

const regions = (stage: number) =>
  fc.integer({ min: 1, max: 3 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => region(stage, index))));

function stage(at: number, environment: Stage['environment']): fc.Arbitrary<Stage> {
  const isProduction = environment === 'prod';
  return fc.record<Required<Stage>, 'name' | 'environment' | 'account' | 'regions' | 'tests' | 'oneBox' | 'bakes' | 'onFailure'>(
    {
      name: fc.constant(isProduction ? `wave-${at}` : environment),
      environment: fc.constant(environment),
      account,
      regions: regions(at),
      tests: fc.array(words, { maxLength: 2 }),
      canaries: fc.array(words, { maxLength: 2 }),
      loadTest: fc.record<Required<LoadTest>>({ run: text, within: duration }, plainly),
      oneBox: fc.boolean(),
      bakes: fc.record(bakeParts, isProduction ? plainly : { requiredKeys: [], ...plainly }),
      onFailure: isProduction ? fc.constant('rollBack') : fc.constantFrom('leave', 'rollBack'),
      approval,
      windows,
      alarms: anyAlarms,
      traffic: anyTraffic,
      parameters: fc.dictionary(fc.constantFrom('r0', 'z0', 'z1'), someParameters, { noNullPrototype: true }),
    },
    { requiredKeys: ['name', 'environment', 'account', 'regions', 'tests', 'oneBox', 'bakes', 'onFailure'], ...plainly },
  );
}

export const anyStages: fc.Arbitrary<Stage[]> = fc
  .tuple(fc.subarray(['alpha', 'gamma'] as const), fc.integer({ min: 1, max: 3 }))
  .chain(([tests, waves]) =>
    fc.tuple(...[...tests, ...Array.from({ length: waves }, () => 'prod' as const)].map((kind, at) => stage(at, kind))),
  );
