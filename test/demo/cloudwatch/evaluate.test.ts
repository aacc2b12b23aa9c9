import {
  type AlarmRule,
  breaches,
  type Comparison,
  evaluate,
  evaluationRange,
  type Point,
  type State,
} from '../../../demo/cloudwatch/evaluate';

/** A threshold of 5 with data points drawn as the user guide draws them: 0 is good, X breaches, - is missing. */
const points = (drawn: string): Point[] => drawn.split(' ').map((each) => ({ '0': 1, X: 9 })[each]);

const rule = (over: Partial<AlarmRule> = {}): AlarmRule => ({
  comparison: 'GreaterThanThreshold',
  threshold: 5,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  treatMissingData: 'missing',
  state: 'OK',
  ...over,
});

const treatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
const states = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;

type Row = readonly [drawn: string, ...expected: (State | 'retained')[]];
const threeOfThree: readonly Row[] = [
  ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 'INSUFFICIENT_DATA', 'retained', 'ALARM', 'OK'],
  ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 'ALARM', 'retained', 'ALARM', 'OK'],
];
const twoOfThree: readonly Row[] = [
  ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - X -', 'ALARM', 'retained', 'ALARM', 'OK'],
];

describe.each([
  { datapointsToAlarm: 3, table: threeOfThree },
  { datapointsToAlarm: 2, table: twoOfThree },
])('the user guide’s table of $datapointsToAlarm out of 3', ({ datapointsToAlarm, table }) => {
  const cells = table.flatMap(([drawn, ...expected]) =>
    treatments.map((treatMissingData, column) => ({ drawn, treatMissingData, expected: expected[column] })),
  );

  test.each(cells)('$drawn with missing data $treatMissingData is $expected', ({ drawn, treatMissingData, expected }) => {
    for (const state of states) {
      const next = evaluate(rule({ datapointsToAlarm, treatMissingData, state }), points(drawn));
      expect(next).toBe(expected === 'retained' ? state : expected);
    }
  });
});

describe('a premature alarm', () => {
  test.each(['- - - - X', '- - - X -'])('is not raised by %s, which keeps the state', (drawn) => {
    for (const state of states) expect(evaluate(rule({ state }), points(drawn))).toBe(state);
  });

  test('is raised once the oldest breach is M periods old and nothing newer is good', () => {
    expect(evaluate(rule(), points('- - X X -'))).toBe('ALARM');
    expect(evaluate(rule(), points('- X - - -'))).toBe('ALARM');
  });

  test.each(['- - - X 0', '- - X - 0'])('is ruled out by a good point: %s', (drawn) => {
    expect(evaluate(rule({ state: 'ALARM' }), points(drawn))).toBe('OK');
  });
});

describe('the evaluation range', () => {
  test('is two periods wider than N', () => {
    expect(evaluationRange({ evaluationPeriods: 3 })).toBe(5);
    expect(evaluationRange({ evaluationPeriods: 1 })).toBe(3);
  });

  test('uses older points only in place of missing ones', () => {
    expect(evaluate(rule(), points('X X X X 0'))).toBe('OK');
    expect(evaluate(rule({ datapointsToAlarm: 2 }), points('X X 0 0 X'))).toBe('OK');
  });

  test('fires on missing data treated as breaching only after the last real points have left it', () => {
    const silent = rule({ evaluationPeriods: 1, datapointsToAlarm: 1, treatMissingData: 'breaching' });
    expect(evaluate(silent, points('0 - -'))).toBe('OK');
    expect(evaluate(silent, points('- - -'))).toBe('ALARM');
  });
});

describe('a static threshold', () => {
  test.each<[Comparison, boolean, boolean, boolean]>([
    ['GreaterThanThreshold', false, false, true],
    ['GreaterThanOrEqualToThreshold', false, true, true],
    ['LessThanThreshold', true, false, false],
    ['LessThanOrEqualToThreshold', true, true, false],
  ])('%s', (comparison, below, at, above) => {
    expect([4, 5, 6].map((value) => breaches({ comparison, threshold: 5 }, value))).toEqual([below, at, above]);
  });
});
