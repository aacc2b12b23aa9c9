import { movesBetween } from '../../../client/tree/moves';
import type { Wait } from '../../../pipeline/gates/bake-verdict';
import { aBake, branch, throttled, underWay } from './a-tree';

const baking = (waitsFor: Wait, problems: readonly string[] = []) => ({
  ...underWay,
  stages: [{ ...branch('first', 'under way', 'the one-box bakes'), bake: aBake(waitsFor, problems) }],
});
const waiting = (until: string) => ({
  ...underWay,
  stages: [{ ...branch('first', 'waiting', 'us-west-2; opens Tue 09:00 Europe/Berlin'), until }],
});

describe('what moved between two reads', () => {
  test.each<[Wait, Wait]>([
    [
      { on: 'time', leftMs: 3_599_000 },
      { on: 'time', leftMs: 3_598_000 },
    ],
    [
      { on: 'traffic', seen: 3, needed: 10 },
      { on: 'traffic', seen: 4, needed: 10 },
    ],
  ])('is nothing if a number only counts on: %j, %j', (before, now) => {
    expect(movesBetween(baking(before), baking(now))).toEqual([]);
  });

  test('is nothing if a wait only grows shorter', () => {
    expect(movesBetween(waiting('2026-01-01T03:05:01.000Z'), waiting('2026-01-01T03:04:01.000Z'))).toEqual([]);
    expect(movesBetween(underWay, waiting('2026-01-01T03:05:01.000Z'))).toEqual([
      '05:01  first  waiting: us-west-2; opens Tue 09:00 Europe/Berlin',
    ]);
  });

  test('is an activity that fails again and again, another error of it, and its end; but not how often it failed', () => {
    const once = { ...underWay, troubles: [throttled] };
    const sentence = 'cannot deploy api in euw1-az2 since 14:02 UTC: 7 errors, the last at 14:09';
    expect(movesBetween(underWay, once)).toEqual([`05:01  ${sentence}: Rate exceeded`]);
    expect(movesBetween(once, { ...underWay, troubles: [{ ...throttled, errors: 8 }] })).toEqual([]);
    expect(movesBetween(once, { ...underWay, troubles: [{ ...throttled, because: 'no connection' }] })).toEqual([
      `05:01  ${sentence}: no connection`,
    ]);
    expect(movesBetween(once, underWay)).toEqual(['05:01  no longer in trouble: deploy api in euw1-az2']);
  });

  test('is an alarm that cannot be read any more', () => {
    const unread = baking({ on: 'alarms', alarms: ['errors'] }, ['Throttling: slow down']);
    expect(movesBetween(baking({ on: 'time', leftMs: 1_000 }), unread)).toEqual([
      '05:01  first  under way: the one-box bakes: alarm errors cannot be read; Throttling: slow down',
    ]);
  });

  test('is traffic that cannot be read any more', () => {
    const unread = baking({ on: 'traffic', seen: null, needed: 10 }, ['AccessDenied: no']);
    expect(movesBetween(baking({ on: 'traffic', seen: 3, needed: 10 }), unread)).toEqual([
      '05:01  first  under way: the one-box bakes: the number of requests cannot be read; AccessDenied: no',
    ]);
  });

  test('is a question or an obstacle that is new, with what to type', () => {
    const [since, expires] = ['2026-01-01T00:04:00.000Z', '2026-01-02T00:04:00.000Z'];
    const question = {
      stage: 'third',
      component: 'table',
      rows: ['Orders may be replaced'],
      waitsFor: 'waits for ada',
      since,
      expires,
    };
    expect(movesBetween(underWay, { ...underWay, questions: [question] })).toEqual([
      '05:01  asks about component table of stage third since 2026-01-01 00:04 UTC, until 2026-01-02 00:04: waits for ada',
      '05:01  Orders may be replaced',
      '05:01  to allow it: slipway approve checkout/3f2a1c9d04be --stage third --component table --why …',
      '05:01  to forbid it: slipway reject, with the same options',
    ]);
    const obstacle = { stage: 'third', because: 'access is denied', since, looks: 1, until: expires };
    const looking = { ...underWay, obstacle: { stage: 'third', because: 'access is denied', since, looks: 2 } };
    expect(movesBetween(underWay, { ...underWay, obstacle })).toHaveLength(2);
    expect(movesBetween({ ...underWay, obstacle }, looking)).toEqual([]);
  });
});
