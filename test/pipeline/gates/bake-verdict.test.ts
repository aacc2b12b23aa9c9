import fc from 'fast-check';
import { type BakeCriteria, describeWait, judge, type Seen } from '../../../pipeline/gates/bake-verdict';
import cases from '../../cases/bakes.json';

type Case = { name: string; policy: BakeCriteria; seen: Seen; expect: string; on?: string };
const all = cases as readonly Case[];

const oddNumber = fc.oneof(fc.nat(10_000), fc.constantFrom(Number.NaN, Infinity, -Infinity, -1), fc.double());
const orNaN = (max: number) => fc.oneof({ weight: 9, arbitrary: fc.nat(max) }, fc.constant(Number.NaN));
const oddCriteria: fc.Arbitrary<BakeCriteria> = fc.record({
  forMs: orNaN(5_000),
  minimumRequests: orNaN(200),
  deadlineMs: orNaN(10_000),
});
const criteria = oddCriteria.filter((criteria) => !Object.values(criteria).some(Number.isNaN));
const alarm = fc.record({
  name: fc.string(),
  state: fc.constantFrom('ok', 'ok', 'ok', 'firing', 'unknown'),
  fired: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean()),
});
const seen: fc.Arbitrary<Seen> = fc.record({
  elapsedMs: oddNumber,
  requests: fc.oneof(oddNumber, fc.constant(null)),
  alarms: fc.array(alarm, { maxLength: 3 }),
});

describe('the verdict on a bake', () => {
  test.each(all)('$name: $expect', ({ policy: criteria, seen, expect: kind, on }) => {
    const verdict = judge(criteria, seen);
    expect(verdict.kind).toBe(kind);
    if (on !== undefined) expect(verdict).toHaveProperty('on', on);
  });

  test('is tested with every shared case', () => {
    expect(all).toHaveLength(20);
  });

  test.each(['forMs', 'minimumRequests'])('is never healthy if %s is not a number, as infinity in JSON is not', (what) => {
    const quiet = { elapsedMs: 9e9, requests: 9e9, alarms: [{ name: 'errors', state: 'ok', fired: false }] } as const;
    const criteria = JSON.parse(JSON.stringify({ forMs: 0, minimumRequests: 0, deadlineMs: 1e12, [what]: Infinity }));
    expect(judge(criteria, quiet).kind).toBe('waiting');
  });

  test('is never healthy without time, traffic and ok alarms (I4)', () => {
    fc.assert(
      fc.property(oddCriteria, seen, (criteria, seen) => {
        if (judge(criteria, seen).kind !== 'healthy') return;
        expect(seen.elapsedMs).toBeGreaterThanOrEqual(criteria.forMs);
        expect(seen.requests).not.toBeNull();
        expect(seen.requests).toBeGreaterThanOrEqual(criteria.minimumRequests);
        expect(seen.alarms).not.toHaveLength(0);
        for (const { state, fired } of seen.alarms) expect({ state, fired }).toEqual({ state: 'ok', fired: false });
      }),
      { numRuns: 1_000 },
    );
  });

  test('is healthy if nothing is missing', () => {
    fc.assert(
      fc.property(criteria, fc.nat(), fc.nat(), ({ forMs, minimumRequests, deadlineMs }, late, more) => {
        const alarms = [{ name: 'errors', state: 'ok' as const, fired: false }];
        const seen = { elapsedMs: forMs + late, requests: minimumRequests + more, alarms };
        expect(judge({ forMs, minimumRequests, deadlineMs }, seen)).toEqual({ kind: 'healthy' });
      }),
    );
  });

  test('is unhealthy if and only if an alarm fired, whatever else is missing', () => {
    fc.assert(
      fc.property(criteria, seen, (criteria, seen) => {
        const fired = seen.alarms.some((alarm) => alarm.fired || alarm.state === 'firing');
        expect(judge(criteria, seen).kind === 'unhealthy').toBe(fired);
      }),
    );
  });

  test.each([Number.NaN, Infinity, -Infinity, -1])('R21: %d requests or milliseconds are not evidence', (number) => {
    const criteria = { forMs: 0, minimumRequests: 0, deadlineMs: 10 };
    const good = { elapsedMs: 5, requests: 5, alarms: [{ name: 'errors', state: 'ok' as const, fired: false }] };
    expect(judge(criteria, good).kind).toBe('healthy');
    expect(judge(criteria, { ...good, requests: number }).kind).not.toBe('healthy');
    expect(judge(criteria, { ...good, elapsedMs: number }).kind).not.toBe('healthy');
  });

  test.each([
    [{ on: 'time', leftMs: 1_500 }, '2 s left'],
    [{ on: 'time', leftMs: 3_598_000 }, '59 min 58 s left'],
    [{ on: 'time', leftMs: 43_080_000 }, '11 h 58 min left'],
    [{ on: 'traffic', seen: 63, needed: 100 }, '63 of 100 requests seen'],
    [{ on: 'traffic', seen: null, needed: 100 }, 'the number of requests cannot be read'],
    [{ on: 'alarms', alarms: ['one', 'two'] }, 'alarms one, two cannot be read'],
    [{ on: 'alarms', alarms: [] }, 'no alarm is watched, so the bake has no evidence'],
  ] as const)('describes what it waits for: %j', (wait, sentence) => {
    expect(describeWait(wait)).toBe(sentence);
  });
});
