/** Evaluates templates as CloudFormation does, and copes with any template, however odd. */
import fc from 'fast-check';
import { evaluate } from '../../../pipeline/templates/evaluate';
import { scopeOf } from '../../../pipeline/templates/scope';

const given = { Zone: 'usw2-az1', 'AWS::Region': 'us-west-2' };
const read = (written: unknown, template: object = {}) => evaluate(written, scopeOf({ ...template }, given));
const holds = (conditions: object, name: string): boolean | undefined =>
  scopeOf({ Conditions: conditions }, given).truths.get(name);

const yes = { 'Fn::Equals': ['a', 'a'] };
const no = { 'Fn::Equals': ['a', 'b'] };
const ask = (name: string) => ({ Condition: name });

describe('a condition', () => {
  test('that refers twice to the next, which does the same, is evaluated once', () => {
    const looksAtEach = (length: number): number => {
      let looks = 0;
      const conditions = Object.fromEntries(
        Array.from({ length }, (_, index) => [
          `C${index}`,
          {
            get 'Fn::And'() {
              looks += 1;
              return [ask(`C${index + 1}`), ask(`C${index + 1}`)];
            },
          },
        ]),
      );
      expect(holds({ ...conditions, [`C${length}`]: yes }, 'C0')).toBe(true);
      return looks / length;
    };
    expect(looksAtEach(16)).toBe(looksAtEach(4));
  });

  test('at the end of thousands of others is evaluated', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => [`C${index}`, { 'Fn::Not': [ask(`C${index + 1}`)] }]);
    expect(holds({ ...Object.fromEntries(chain), C20000: yes }, 'C0')).toBe(true);
  });

  test.each<[string, object]>([
    ['refers to itself', { A: ask('A') }],
    ['is on a cycle', { A: { 'Fn::And': [ask('B'), ask('B')] }, B: { 'Fn::Or': [ask('A'), ask('A')] } }],
    ['refers to one on a cycle', { A: ask('B'), B: ask('C'), C: ask('B') }],
    ['refers to a cycle in a value', { A: { 'Fn::Equals': [{ 'Fn::If': ['A', 1, 2] }, 1] } }],
    ['refers to a missing one', { A: ask('Nobody') }],
    ['refers to a property of every object', { A: ask('constructor') }],
    ['compares nothing', { A: { 'Fn::Equals': [] } }],
    ['compares what only AWS knows', { A: { 'Fn::Equals': [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'a'] } }],
    ['is all of nothing', { A: { 'Fn::And': [] } }],
    ['is one of nothing', { A: { 'Fn::Or': null } }],
    ['is not a condition', { A: 'yes' }],
  ])('that %s is unknown', (_, conditions) => {
    expect(holds(conditions, 'A')).toBeUndefined();
  });

  test('is unknown because of a cycle only if the cycle decides it', () => {
    const ring = { Ring: ask('Ring'), Yes: yes, No: no };
    expect(holds({ ...ring, A: { 'Fn::Or': [ask('Ring'), ask('Yes')] } }, 'A')).toBe(true);
    expect(holds({ ...ring, A: { 'Fn::And': [ask('Ring'), ask('No')] } }, 'A')).toBe(false);
  });

  test('has the value of a separate evaluation, whatever the order of writing', () => {
    const index = fc.nat(5);
    const written = fc.oneof(
      fc.constantFrom<unknown>(yes, no, ask('Nobody')),
      fc.tuple(fc.constantFrom('Fn::And', 'Fn::Or'), fc.array(index, { minLength: 1 })),
      index.map((at) => ['Fn::Not', [at]]),
    );
    const conditions = fc.array(written, { minLength: 1, maxLength: 6 }).map((all) =>
      all.map((one, at) => {
        if (!Array.isArray(one)) return [`C${at}`, one];
        return [`C${at}`, at === 0 ? yes : { [one[0]]: one[1].map((other: number) => ask(`C${other % at}`)) }];
      }),
    );
    const shuffled = conditions.chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    fc.assert(
      fc.property(shuffled, (entries) => {
        const all = Object.fromEntries(entries);
        for (const name of Object.keys(all)) expect(holds(all, name)).toBe(alone(all, all[name]));
      }),
    );

    function alone(all: Record<string, object>, one: object | undefined): boolean | undefined {
      const [[word, parts] = ['', []]] = Object.entries(one ?? {});
      if (word === 'Condition') return all[parts] && alone(all, all[parts]);
      if (word === 'Fn::Equals') return parts[0] === parts[1];
      const truths = parts.map((part: object) => alone(all, part));
      if (word === 'Fn::Not') return truths[0] === undefined ? undefined : !truths[0];
      const decides = word === 'Fn::Or';
      return truths.includes(decides) ? decides : truths.includes(undefined) ? undefined : !decides;
    }
  });
});

describe('a value', () => {
  const inMap = (top: unknown, ...more: unknown[]) => ({ 'Fn::FindInMap': ['By', top, 'size', ...more] });

  test.each<[string, unknown, unknown]>([
    ['of one condition in another', { 'Fn::If': ['Yes', { 'Fn::If': ['No', 1, { Ref: 'Zone' }] }, 2] }, 'usw2-az1'],
    [
      'of a text with variables of its own',
      { 'Fn::Sub': [`$\{Zone}/$\{Own}`, { Own: { Ref: 'AWS::Region' } }] },
      'usw2-az1/us-west-2',
    ],
    ['of a map whose key is another value', { 'Fn::FindInMap': ['By', { Ref: 'AWS::Region' }, 'size'] }, [7]],
    ['of a map instead of its default', inMap('us-west-2', { DefaultValue: 1 }), [7]],
    ['of the default of a map', inMap('eu-west-1', { DefaultValue: { Ref: 'Zone' } }), 'usw2-az1'],
    ['of numbers joined', { 'Fn::Join': ['.', [1, 'a']] }, '1.a'],
    ['of a list that is one parameter', { 'Fn::Join': ['-', { Ref: 'Names' }] }, 'a-b-c'],
    ['of a list of numbers', { 'Fn::Join': ['-', { Ref: 'Ports' }] }, '80-443'],
    ['of an item of a list', { 'Fn::Select': [1, ['a', { Ref: 'Zone' }]] }, 'usw2-az1'],
    ['of an item of a list parameter, with a text as index', { 'Fn::Select': ['2', { Ref: 'Names' }] }, 'c'],
    ['of a split text', { 'Fn::Split': ['-', { Ref: 'Zone' }] }, ['usw2', 'az1']],
    ['of a part of a split text', { 'Fn::Select': [0, { 'Fn::Split': ['-', { Ref: 'Zone' }] }] }, 'usw2'],
    ['of a text with literal braces', { 'Fn::Sub': `$\{!Zone}-$\{Zone}` }, `$\{Zone}-usw2-az1`],
    ['of a text whose variable looks like a reference', { 'Fn::Sub': [`$\{Own}`, { Own: `$\{Zone}` }] }, `$\{Zone}`],
  ])('%s is known', (_, written, expected) => {
    const Parameters = {
      Names: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
      Ports: { Type: 'List<Number>', Default: '80,443' },
    };
    const template = { Parameters, Conditions: { Yes: yes, No: no }, Mappings: { By: { 'us-west-2': { size: [7] } } } };
    expect(read(written, template)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['a missing map', { 'Fn::FindInMap': ['Nobody', 'a', 'b'] }],
    ['a map with a property of every object', { 'Fn::FindInMap': ['constructor', 'prototype', 'toString'] }],
    ['a map with keys that are not text', { 'Fn::FindInMap': [{ toString: 'x' }, null, [[]]] }],
    ['a map without keys', { 'Fn::FindInMap': null }],
    ['a missing map with a default', { 'Fn::FindInMap': ['Nobody', 'a', 'b', { DefaultValue: 1 }] }],
    [
      'a map with a key that only AWS knows, and a default',
      { 'Fn::FindInMap': ['Text', { Ref: 'No' }, 'b', { DefaultValue: 1 }] },
    ],
    ['an item beyond the end', { 'Fn::Select': [2, ['a', 'b']] }],
    ['an item of nothing', { 'Fn::Select': null }],
    ['an item of a text', { 'Fn::Select': [0, 'ab'] }],
    ['an item by a name', { 'Fn::Select': ['length', ['a']] }],
    ['an item before the first', { 'Fn::Select': [-1, ['a']] }],
    ['an item of a list of which only AWS knows one item', { 'Fn::Select': [1, [{ Ref: 'AWS::NoValue' }, 'a', 'b']] }],
    ['a split by an empty text', { 'Fn::Split': ['', 'ab'] }],
    ['a split of what only AWS knows', { 'Fn::Split': ['-', { 'Fn::ImportValue': 'a' }] }],
    ['a split of nothing', { 'Fn::Split': [] }],
    ['a text with an unclosed reference', { 'Fn::Sub': `a-$\{Zone` }],
    ['a text with an empty reference', { 'Fn::Sub': `a-$\{}` }],
    ['a text with a variable that is a list', { 'Fn::Sub': [`a-$\{Own}`, { Own: ['a'] }] }],
    ['a choice without a condition', { 'Fn::If': [] }],
    ['a choice by a missing condition', { 'Fn::If': ['Nobody', 1, 2] }],
    ['a join of a text', { 'Fn::Join': ['-', 'a,b'] }],
    ['a join with a part that only AWS knows', { 'Fn::Join': ['-', ['a', { 'Fn::GetAtt': ['Table', 'Arn'] }]] }],
    ['a text with an attribute', { 'Fn::Sub': `a-$\{Table.Arn}` }],
    ['a text with a part that AWS looks up', { 'Fn::Sub': `{{resolve:ssm:/shop/$\{Zone}}}` }],
    ['a text with a variable that AWS looks up', { 'Fn::Sub': [`a-$\{Own}`, { Own: '{{resolve:ssm:/shop}}' }] }],
    ['a join with a part that AWS looks up', { 'Fn::Join': ['-', ['a', '{{resolve:secretsmanager:shop}}']] }],
    ['a join whose result AWS looks up', { 'Fn::Join': ['', ['{{res', 'olve:ssm:/shop}}']] }],
    ['a comparison with what AWS looks up', { 'Fn::Equals': ['{{resolve:ssm:/shop}}', '{{resolve:ssm:/shop}}'] }],
    ['a function with another key beside it', { Ref: 'Zone', More: 1 }],
  ])('stays as it is written: %s', (_, written) => {
    expect(read(written, { Mappings: { Text: 'none', List: [1] } })).toEqual(written);
  });

  test('does not come from a parameter that AWS looks up, nor from a parameter named like a resource', () => {
    const lookedUp = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/size' };
    expect(read({ Ref: 'Size' }, { Parameters: { Size: lookedUp } })).toEqual({ Ref: 'Size' });
    const asked = { Type: 'String', Default: '{{resolve:ssm:/shop/size}}' };
    expect(read({ Ref: 'Size' }, { Parameters: { Size: asked } })).toEqual({ Ref: 'Size' });
    expect(read({ Ref: 'Zone' }, { Resources: { Zone: { Type: 'AWS::Route53::HostedZone' } } })).toEqual({ Ref: 'Zone' });
  });

  test.each(['Fn::Join', 'Fn::Split', 'Fn::Select', 'Fn::If', 'Fn::Not', 'Fn::Sub', 'Fn::FindInMap'])(
    'of %s nested in itself does not exhaust the stack',
    (word) => {
      const deep = Array.from({ length: 20_000 }).reduce((inner: unknown) => ({ [word]: ['', [inner]] }), { Ref: 'Zone' });
      expect(() => read(deep, { Conditions: { Deep: deep } })).not.toThrow();
    },
  );

  const long = 'x'.repeat(4096);

  test.each<[string, object]>([
    ['a substituted text', { 'Fn::Sub': `$\{Long}` }],
    ['a join with an empty text', { 'Fn::Join': ['', [{ Ref: 'Long' }, '']] }],
  ])('of %s is known up to the maximum length', (_, written) => {
    const withDefault = (text: string) => read(written, { Parameters: { Long: { Default: text } } });
    expect(withDefault(long)).toBe(long);
    expect(withDefault(`${long}x`)).not.toEqual(expect.any(String));
  });

  test.each<[string, (inner: unknown) => object]>([
    ['a substituted text', (a) => ({ 'Fn::Sub': [`$\{a}$\{a}`, { a }] })],
    ['a join', (a) => ({ 'Fn::Join': [{ 'Fn::Sub': [`$\{a}$\{a}`, { a }] }, ['', '']] })],
  ])('that doubles with each level, like %s, is soon unknown', (_, twice) => {
    for (const levels of [14, 28, 60]) {
      const grown = read(Array.from({ length: levels }).reduce<unknown>(twice, 'a'));
      expect(grown).not.toEqual(expect.any(String));
      expect(JSON.stringify(grown).length).toBeLessThan(20_000);
    }
  });

  test('of many long texts is measured before it is joined', () => {
    const more = { Parameters: { Long: { Default: long } } };
    expect(read({ 'Fn::Sub': `$\{Long}`.repeat(200_000) }, more)).toEqual({ 'Fn::Sub': expect.any(String) });
    const joined = read({ 'Fn::Join': [{ Ref: 'Long' }, Array.from({ length: 200_000 }, () => '')] }, more);
    expect(joined).toEqual({ 'Fn::Join': expect.any(Array) });
  });

  test('is evaluated once, even if nested functions are unknown', () => {
    const looksAtDeepest = (levels: number): number => {
      let looks = 0;
      const deepest = {
        get Ref() {
          looks += 1;
          return 'Nobody';
        },
      };
      read(Array.from({ length: levels }).reduce((inner: unknown) => ({ 'Fn::Join': ['', [inner]] }), deepest));
      return looks;
    };
    expect([looksAtDeepest(2), looksAtDeepest(12)]).toEqual([1, 1]);
  });
});
