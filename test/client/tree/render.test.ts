import { render } from '../../../client/tree/render';
import type { Standing } from '../../../pipeline/model/standing';
import { branch, ended, throttled, underWay } from './a-tree';

const plain = { width: 100, color: false };

describe('a change as a tree', () => {
  test('on its way shows stages, Regions and zones, what each waits for, and how long it has', () => {
    expect(render(underWay, plain)).toEqual([
      'checkout #7  commit 3f2a1c9  release 0123456  05:01',
      '  stage second, under way',
      '  ✓ alpha   good: us-west-2; release 0123456 is good',
      '  ✓ first   good: us-west-2; release 0123456 is good',
      '  ▶ second 01:31  under way',
      '    ▶ eu-west-1 01:31  under way',
      '      ✓ euw1-az1  good',
      '      ▶ euw1-az2 01:31  under way: the one-box bakes: 3 of 10 requests seen',
      '    ▶ us-east-1 01:31  under way: tests run: npm test',
      '      ✓ use1-az1  good',
      '      ✓ use1-az2  good',
      '  · third   ahead: ap-northeast-1',
    ]);
  });

  test('that ended says how, what is left to do, and who decided what', () => {
    expect(render(ended, plain)).toEqual([
      'checkout #7  commit 3f2a1c9  release 0123456  05:01',
      '  rolled back: first: alarm errors fired',
      '  ✓ alpha   good: us-west-2; release 0123456 is good',
      '  ↩ first   put back: us-west-2; alarm errors fired',
      '  · second  ahead: eu-west-1, us-east-1',
      '  left: the stack table stays. delete it by hand',
      '  2026-01-01 00:04:00  ann: retry: put api back (the quota was raised)',
    ]);
  });

  test('has a line each for what spans many, and the rest of it once, at the end', () => {
    const because = 'alpha: `npm test` ended with code 1:\nnot ok 3\n  expected 2';
    const stages = [branch('alpha', 'left in place', because), branch('beta', 'not reached')];
    const lines = render({ ...ended, stages, outcome: { kind: 'refused', because, left: [] }, decisions: [] }, plain);
    expect(lines.slice(1)).toEqual([
      '  refused: alpha: `npm test` ended with code 1: …',
      '  ✗ alpha  left in place: alpha: `npm test` ended with code 1: …',
      '  · beta   not reached',
      '    not ok 3',
      '      expected 2',
    ]);
  });

  test('that waits for people says how to let it on', () => {
    expect(render({ ...underWay, approval: 'third' }, plain).at(-1)).toBe(
      '  to approve: slipway approve checkout/3f2a1c9d04be --stage third --by … --why …',
    );
  });

  test('that fails again and again says what, since when, how often and why, and what a person can do', () => {
    const wide = { ...plain, width: 200 };
    expect(render({ ...underWay, troubles: [throttled] }, wide).slice(-2)).toEqual([
      '  cannot deploy api in euw1-az2 since 14:02 UTC: 7 errors, the last at 14:09: Rate exceeded',
      '    It is tried again until it works: fix the cause if it does not pass by itself, or run `slipway cancel checkout/3f2a1c9d04be --why …`',
    ]);
    const overnight = { ...throttled, errors: 1, last: '2026-01-02T00:09:00.000Z' };
    expect(render({ ...underWay, troubles: [overnight] }, wide).at(-2)).toBe(
      '  cannot deploy api in euw1-az2 since 01-01 14:02 UTC: 1 error at 01-02 00:09: Rate exceeded',
    );
  });

  test('that asks about a component says what about, since when and until when, who may answer, and what to type', () => {
    const [since, expires] = ['2026-01-01T00:04:00.000Z', '2026-01-02T00:04:00.000Z'];
    const waitsFor = '0 of 1 approvals; waits for grace';
    const question = { stage: 'third', component: 'table', rows: ['Orders may be replaced'], waitsFor, since, expires };
    expect(render({ ...underWay, questions: [question] }, { ...plain, width: 200 }).slice(-4)).toEqual([
      '  asks about component table of stage third since 2026-01-01 00:04 UTC, until 2026-01-02 00:04: 0 of 1 approvals; waits for grace',
      '    Orders may be replaced',
      '    to allow it: slipway approve checkout/3f2a1c9d04be --stage third --component table --why …',
      '    to forbid it: slipway reject, with the same options',
    ]);
  });

  test('that is stuck says at what, and what a person can say', () => {
    const stuck = [{ at: 'checkout/3f2a1c9d04be/first', what: 'put api back', because: 'UPDATE_ROLLBACK_FAILED' }];
    const lines = render({ ...underWay, stages: [branch('first', 'stuck', 'cannot put api back')], stuck }, plain);
    expect(lines.slice(2)).toEqual([
      '  ! first 01:31  stuck: cannot put api back',
      '  stuck: cannot put api back: UPDATE_ROLLBACK_FAILED',
      '    checkout/3f2a1c9d04be/first waits for: slipway retry checkout/3f2a1c9d04be, or slipway accept c…',
    ]);
  });

  test.each([0, 1, 10, 40])('never has a line wider than %d', (width) => {
    for (const line of [...render(underWay, { width, color: false }), ...render(ended, { width, color: false })])
      expect(line.length).toBeLessThanOrEqual(Math.max(width, 1));
  });

  test('that is taller than the window counts what rests, first zones and then Regions, and keeps what moves', () => {
    const zones = (region: string, ...standings: Standing[]) =>
      standings.map((standing, index) => branch(`${region}-az${index + 1}`, standing));
    const regions = [
      branch('eu-west-1', 'under way', '', ...zones('euw1', 'good', 'good', 'under way', 'ahead')),
      branch('us-east-1', 'under way', '', ...zones('use1', 'going back', 'ahead', 'ahead')),
      ...['a', 'b', 'c'].map((name) => branch(name, 'good')),
      ...['d', 'e'].map((name) => branch(name, 'ahead')),
    ];
    const wide = { ...underWay, stages: [branch('fourth', 'under way', '', ...regions)] };
    const at = (height: number) => render(wide, { ...plain, height }).slice(2);
    expect(at(17)).toHaveLength(15);
    expect(at(16)).toEqual([
      '  ▶ fourth 01:31  under way',
      '    ▶ eu-west-1 01:31  under way',
      '      ▶ euw1-az3     01:31  under way',
      '      ✓ 2 more zones  good',
      '      · euw1-az4      ahead',
      '    ▶ us-east-1 01:31  under way',
      '      ◀ use1-az1     01:31  going back',
      '      · 2 more zones  ahead',
      '    ✓ a          good',
      '    ✓ b          good',
      '    ✓ c          good',
      '    · d          ahead',
      '    · e          ahead',
    ]);
    expect(at(14).slice(7)).toEqual(['      · 2 more zones  ahead', '    ✓ 3 more Regions  good', '    · 2 more Regions  ahead']);
  });

  test('says how long a wait takes at least, and reads no sentence: a component may be called stuck-orders', () => {
    const waits = { ...branch('first', 'waiting', 'us-west-2; opens Tue 09:00'), until: '2026-01-01T03:05:01.000Z' };
    const odd = branch('second', 'under way', 'stuck-orders in usw2-az1 is being deployed');
    expect(render({ ...underWay, stages: [waits, odd] }, plain).slice(2)).toEqual([
      '  ◌ first  01:31  waiting: us-west-2; opens Tue 09:00 (in 3 h)',
      '  ▶ second 01:31  under way: stuck-orders in usw2-az1 is being deployed',
    ]);
  });

  test('has colours only where they are asked for', () => {
    expect(render(underWay, plain).join('')).not.toContain('\u001b');
    expect(render(underWay, { ...plain, color: true }).join('\n')).toContain('\u001b[32m  ✓ alpha');
  });
});
