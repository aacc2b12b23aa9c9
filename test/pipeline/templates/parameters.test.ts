import { hasUnreadablePattern, parametersIn, whyRefused } from '../../../pipeline/templates/parameters';

const declared = (written: object) => {
  const [parameter] = parametersIn({ Parameters: { Name: written } });
  if (parameter === undefined) throw new Error('the template declares nothing');
  return parameter;
};

describe('a value of a parameter is refused', () => {
  test.each<[string, object, string, string]>([
    ['that is not allowed', { AllowedValues: ['alpha', 'beta'] }, 'gamma', 'is not one of its AllowedValues (alpha, beta)'],
    [
      'of a list with one item that is not allowed',
      { Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] },
      'a, c',
      'is not one of its AllowedValues (a, b)',
    ],
    ['without a match', { AllowedPattern: '[a-z]+' }, 'usw2-az1', 'does not match its AllowedPattern [a-z]+'],
    [
      'of a list with one item without a match',
      { Type: 'CommaDelimitedList', AllowedPattern: '[a-z]+' },
      'a,1',
      'does not match its AllowedPattern [a-z]+',
    ],
    ['that is too short', { MinLength: 3 }, 'ab', 'is shorter than its MinLength 3'],
    ['that is too long', { MaxLength: '3' }, 'abcd', 'is longer than its MaxLength 3'],
    ['that is no number', { Type: 'Number' }, 'ten', 'is not a number'],
    ['that is too small', { Type: 'Number', MinValue: 1 }, '0.5', 'is less than its MinValue 1'],
    ['that is too large', { Type: 'Number', MaxValue: '10' }, '11', 'is more than its MaxValue 10'],
    ['of a list of numbers', { Type: 'List<Number>' }, '1,x', 'is not a list of numbers'],
  ])('%s', (_, written, value, why) => {
    expect(whyRefused(declared({ Type: 'String', ...written }), value)).toBe(why);
  });

  test('with the first ten of many values', () => {
    const AllowedValues = Array.from({ length: 30 }, (_, index) => `v${index}`);
    expect(whyRefused(declared({ AllowedValues }), 'x')).toMatch(/\(v0, .*, v9, …\)$/);
  });
});

describe('a value of a parameter is not refused', () => {
  test.each<[string, object, string]>([
    ['without a constraint', {}, ''],
    ['that is allowed as a number', { Type: 'Number', AllowedValues: [1, 2] }, '1'],
    ['that is the same number', { Type: 'Number', AllowedValues: [0.5] }, '.5'],
    ['that is allowed as a truth', { AllowedValues: [true, false] }, 'true'],
    ['of an empty list', { Type: 'CommaDelimitedList', AllowedPattern: '[a-z]+' }, ''],
    ['of an empty list of numbers', { Type: 'List<Number>' }, ' '],
    ['of a list with all items allowed', { Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] }, 'a, b'],
    ['whose pattern only Java can test', { AllowedPattern: '(?!aws)[a-z]+' }, '1'],
    ['that AWS looks up', { Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: ['a'] }, '/name'],
    ['that a reference stands for', { AllowedValues: ['a'] }, '{{resolve:ssm:/name}}'],
    ['of a type of AWS, by its length', { Type: 'AWS::EC2::VPC::Id', MinLength: 30 }, 'vpc-1'],
    ['by limits that are none', { MinLength: {}, MaxLength: [], AllowedValues: 'a', AllowedPattern: 7 }, 'x'],
  ])('%s', (_, written, value) => {
    expect(whyRefused(declared({ Type: 'String', ...written }), value)).toBeUndefined();
  });
});

test('a pattern that only Java can test is known', () => {
  expect(hasUnreadablePattern(declared({ AllowedPattern: '(?i)a' }))).toBe(true);
  expect(hasUnreadablePattern(declared({ AllowedPattern: '[a-z]+' }))).toBe(false);
  expect(hasUnreadablePattern(declared({}))).toBe(false);
});

test.each([undefined, null, [], 'text', { Parameters: [] }, { Parameters: null }])('%j declares no parameter', (template) => {
  expect(parametersIn(template)).toEqual([]);
});

test('a default of any kind but an object counts', () => {
  const defaultOf = (Default: unknown) => declared({ Default }).byDefault;
  expect(['', 0, false, 'a'].map(defaultOf)).toEqual(['', '0', 'false', 'a']);
  expect([undefined, null, [], {}].map(defaultOf)).toEqual([undefined, undefined, undefined, undefined]);
});
