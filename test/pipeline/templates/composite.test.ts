import { alarmRuleOf } from '../../../pipeline/templates/alarm-rule';
import { alarmsNamedIn, delaysByName, expressionOf } from '../../../pipeline/templates/composite';

describe('the expression of a composite alarm', () => {
  test.each<[string, string, string[]]>([
    ['ALARM(errors)', 'ALARM(errors)', ['errors']],
    ['ALARM("errors")  AND\n NOT OK( \'late cy\' )', 'ALARM(errors) AND NOT OK(late cy)', ['errors', 'late cy']],
    [
      '(ALARM(a) OR ALARM(b)) AND NOT INSUFFICIENT_DATA(c)',
      '(ALARM(a) OR ALARM(b)) AND NOT INSUFFICIENT_DATA(c)',
      ['a', 'b', 'c'],
    ],
    ['AT_LEAST(2, ALARM, (a, b,c))', 'AT_LEAST(2, ALARM, (a, b, c))', ['a', 'b', 'c']],
    ['ALARM(arn:aws:cloudwatch:us-west-2:111111111111:alarm:a) OR ALARM("OK")', '', ['a', 'OK']],
    ['FALSE', 'FALSE', []],
    ['TRUE', 'TRUE', []],
    ['', '', []],
  ])('%j is written in one way and names its alarms', (rule, written, names) => {
    if (written !== '') expect(expressionOf(rule)).toBe(written);
    expect(alarmsNamedIn(rule)).toEqual(names);
  });

  test('that only AWS knows in full names those in its known parts', () => {
    const rule = { 'Fn::Join': ['', ['ALARM(a) OR ALARM(', { 'Fn::ImportValue': 'other' }, ')']] };
    expect(alarmsNamedIn(rule)).toEqual(expect.arrayContaining(['a']));
    expect(expressionOf(rule)).toBe(JSON.stringify(rule));
  });

  test('is read in a moment if it is hostile', () => {
    expect(alarmsNamedIn(`"${'\\"'.repeat(500_000)}`)).toBeDefined();
    expect(alarmsNamedIn('('.repeat(500_000))).toEqual([]);
  });
});

describe('the delay of an alarm', () => {
  const rule = (Period: number) => alarmRuleOf({ Period, EvaluationPeriods: 1 }, {});
  const plain = (name: string, period: number) => ({ path: `t/${name}`, name, rule: rule(period) });
  const composite = (name: string, ...watches: string[]) => ({ path: `t/${name}`, name, rule: alarmRuleOf({}, {}), watches });

  test('is that of the slowest alarm below it, by path or name, however deep', () => {
    const delays = delaysByName([
      plain('fast', 60),
      plain('slow', 86_400),
      composite('inner', 't/slow'),
      composite('outer', 'fast', 'inner', 'unknown'),
      composite('quick', 'fast'),
      composite('never'),
    ]);
    expect(Object.fromEntries(delays)).toEqual({
      fast: 60_000,
      slow: 86_400_000,
      inner: 86_400_000,
      outer: 86_400_000,
      quick: 60_000,
      never: 0,
    });
  });

  test('ends with alarms in a circle and in a long chain', () => {
    const chain = Array.from({ length: 2_000 }, (_, index) => composite(`c${index}`, `c${index + 1}`));
    const delays = delaysByName([
      composite('a', 'b', 'a'),
      composite('b', 'a', 'slow'),
      plain('slow', 300),
      ...chain.slice(-200),
    ]);
    expect(delays.get('a')).toBe(300_000);
    expect(delays.get('c1800')).toBe(0);
  });
});
