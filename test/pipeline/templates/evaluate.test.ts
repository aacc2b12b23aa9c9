/** What a template says, as CloudFormation reads it; and that no template, however odd, keeps whoever asks from an answer. */
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
  test('that asks the next one twice, and that the one after it, is read with as few looks at each as a single one', () => {
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

  test('behind thousands of others is read all the same', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => [`C${index}`, { 'Fn::Not': [ask(`C${index + 1}`)] }]);
    expect(holds({ ...Object.fromEntries(chain), C20000: yes }, 'C0')).toBe(true);
  });

  test.each<[string, object]>([
    ['asks itself', { A: ask('A') }],
    ['is one of a ring', { A: { 'Fn::And': [ask('B'), ask('B')] }, B: { 'Fn::Or': [ask('A'), ask('A')] } }],
    ['asks one of a ring', { A: ask('B'), B: ask('C'), C: ask('B') }],
    ['asks a ring by a value', { A: { 'Fn::Equals': [{ 'Fn::If': ['A', 1, 2] }, 1] } }],
    ['asks one that is not there', { A: ask('Nobody') }],
    ['asks what every object has', { A: ask('constructor') }],
    ['compares too little', { A: { 'Fn::Equals': [] } }],
    ['compares what only AWS knows', { A: { 'Fn::Equals': [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'a'] } }],
    ['is all of nothing', { A: { 'Fn::And': [] } }],
    ['is one of nothing', { A: { 'Fn::Or': null } }],
    ['is no condition', { A: 'yes' }],
  ])('that %s is not known', (_, conditions) => {
    expect(holds(conditions, 'A')).toBeUndefined();
  });

  test('leans on a ring only where the ring decides it', () => {
    const ring = { Ring: ask('Ring'), Yes: yes, No: no };
    expect(holds({ ...ring, A: { 'Fn::Or': [ask('Ring'), ask('Yes')] } }, 'A')).toBe(true);
    expect(holds({ ...ring, A: { 'Fn::And': [ask('Ring'), ask('No')] } }, 'A')).toBe(false);
  });

  test('comes to what a reading of each by itself says, whatever the order of writing', () => {
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
    ['by one condition in another', { 'Fn::If': ['Yes', { 'Fn::If': ['No', 1, { Ref: 'Zone' }] }, 2] }, 'usw2-az1'],
    [
      'in a text with names of its own',
      { 'Fn::Sub': [`$\{Zone}/$\{Own}`, { Own: { Ref: 'AWS::Region' } }] },
      'usw2-az1/us-west-2',
    ],
    ['by a map whose key is another value', { 'Fn::FindInMap': ['By', { Ref: 'AWS::Region' }, 'size'] }, [7]],
    ['by a map that has it, whatever it would be by default', inMap('us-west-2', { DefaultValue: 1 }), [7]],
    ['by default where a map has it not', inMap('eu-west-1', { DefaultValue: { Ref: 'Zone' } }), 'usw2-az1'],
    ['of numbers put together', { 'Fn::Join': ['.', [1, 'a']] }, '1.a'],
    ['of a list that is one parameter', { 'Fn::Join': ['-', { Ref: 'Names' }] }, 'a-b-c'],
    ['of a list of numbers', { 'Fn::Join': ['-', { Ref: 'Ports' }] }, '80-443'],
    ['as one of a list', { 'Fn::Select': [1, ['a', { Ref: 'Zone' }]] }, 'usw2-az1'],
    ['as one of a list that is one parameter, by a text', { 'Fn::Select': ['2', { Ref: 'Names' }] }, 'c'],
    ['in parts', { 'Fn::Split': ['-', { Ref: 'Zone' }] }, ['usw2', 'az1']],
    ['as a part of another', { 'Fn::Select': [0, { 'Fn::Split': ['-', { Ref: 'Zone' }] }] }, 'usw2'],
    ['with braces that are meant', { 'Fn::Sub': `$\{!Zone}-$\{Zone}` }, `$\{Zone}-usw2-az1`],
    ['with a value that looks like a name', { 'Fn::Sub': [`$\{Own}`, { Own: `$\{Zone}` }] }, `$\{Zone}`],
  ])('is read %s', (_, written, expected) => {
    const Parameters = {
      Names: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
      Ports: { Type: 'List<Number>', Default: '80,443' },
    };
    const template = { Parameters, Conditions: { Yes: yes, No: no }, Mappings: { By: { 'us-west-2': { size: [7] } } } };
    expect(read(written, template)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['a map that is not there', { 'Fn::FindInMap': ['Nobody', 'a', 'b'] }],
    ['a map by what every object has', { 'Fn::FindInMap': ['constructor', 'prototype', 'toString'] }],
    ['a map by no text', { 'Fn::FindInMap': [{ toString: 'x' }, null, [[]]] }],
    ['a map by too little', { 'Fn::FindInMap': null }],
    ['a map that is not there, with a default', { 'Fn::FindInMap': ['Nobody', 'a', 'b', { DefaultValue: 1 }] }],
    ['a map by what only AWS knows, with a default', { 'Fn::FindInMap': ['Text', { Ref: 'No' }, 'b', { DefaultValue: 1 }] }],
    ['one of too few', { 'Fn::Select': [2, ['a', 'b']] }],
    ['one of nothing', { 'Fn::Select': null }],
    ['one of no list', { 'Fn::Select': [0, 'ab'] }],
    ['one by no number', { 'Fn::Select': ['length', ['a']] }],
    ['one before the first', { 'Fn::Select': [-1, ['a']] }],
    ['one of several of which only AWS knows one', { 'Fn::Select': [1, [{ Ref: 'AWS::NoValue' }, 'a', 'b']] }],
    ['parts by nothing', { 'Fn::Split': ['', 'ab'] }],
    ['parts of what only AWS knows', { 'Fn::Split': ['-', { 'Fn::ImportValue': 'a' }] }],
    ['parts of nothing', { 'Fn::Split': [] }],
    ['a text that ends in a name', { 'Fn::Sub': `a-$\{Zone` }],
    ['a text with no name between its braces', { 'Fn::Sub': `a-$\{}` }],
    ['a text with a name that is a list', { 'Fn::Sub': [`a-$\{Own}`, { Own: ['a'] }] }],
    ['a choice without a condition', { 'Fn::If': [] }],
    ['a choice by a condition that is not there', { 'Fn::If': ['Nobody', 1, 2] }],
    ['texts that are one parameter', { 'Fn::Join': ['-', 'a,b'] }],
    ['texts of which only AWS knows one', { 'Fn::Join': ['-', ['a', { 'Fn::GetAtt': ['Table', 'Arn'] }]] }],
    ['a text with an attribute', { 'Fn::Sub': `a-$\{Table.Arn}` }],
    ['a text of which AWS looks a part up', { 'Fn::Sub': `{{resolve:ssm:/shop/$\{Zone}}}` }],
    ['a text with one of which AWS looks a part up', { 'Fn::Sub': [`a-$\{Own}`, { Own: '{{resolve:ssm:/shop}}' }] }],
    ['texts of which AWS looks one up', { 'Fn::Join': ['-', ['a', '{{resolve:secretsmanager:shop}}']] }],
    ['texts that only together ask AWS for one', { 'Fn::Join': ['', ['{{res', 'olve:ssm:/shop}}']] }],
    ['a comparison with what AWS looks up', { 'Fn::Equals': ['{{resolve:ssm:/shop}}', '{{resolve:ssm:/shop}}'] }],
    ['a word beside a function', { Ref: 'Zone', More: 1 }],
  ])('is left as it is written: %s', (_, written) => {
    expect(read(written, { Mappings: { Text: 'none', List: [1] } })).toEqual(written);
  });

  test('is not taken from a parameter whose value AWS looks up, nor from one that is a resource', () => {
    const lookedUp = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/size' };
    expect(read({ Ref: 'Size' }, { Parameters: { Size: lookedUp } })).toEqual({ Ref: 'Size' });
    const asked = { Type: 'String', Default: '{{resolve:ssm:/shop/size}}' };
    expect(read({ Ref: 'Size' }, { Parameters: { Size: asked } })).toEqual({ Ref: 'Size' });
    expect(read({ Ref: 'Zone' }, { Resources: { Zone: { Type: 'AWS::Route53::HostedZone' } } })).toEqual({ Ref: 'Zone' });
  });

  test.each(['Fn::Join', 'Fn::Split', 'Fn::Select', 'Fn::If', 'Fn::Not', 'Fn::Sub', 'Fn::FindInMap'])(
    'of %s in itself, however deep, is an answer',
    (word) => {
      const deep = Array.from({ length: 20_000 }).reduce((inner: unknown) => ({ [word]: ['', [inner]] }), { Ref: 'Zone' });
      expect(() => read(deep, { Conditions: { Deep: deep } })).not.toThrow();
    },
  );

  const long = 'x'.repeat(4096);

  test.each<[string, object]>([
    ['one text in another', { 'Fn::Sub': `$\{Long}` }],
    ['texts of which one is empty', { 'Fn::Join': ['', [{ Ref: 'Long' }, '']] }],
  ])('of %s is known up to a length', (_, written) => {
    const saying = (text: string) => read(written, { Parameters: { Long: { Default: text } } });
    expect(saying(long)).toBe(long);
    expect(saying(`${long}x`)).not.toEqual(expect.any(String));
  });

  test.each<[string, (inner: unknown) => object]>([
    ['one text in another', (a) => ({ 'Fn::Sub': [`$\{a}$\{a}`, { a }] })],
    ['texts put together', (a) => ({ 'Fn::Join': [{ 'Fn::Sub': [`$\{a}$\{a}`, { a }] }, ['', '']] })],
  ])('that doubles with each level, as %s, is soon unknown', (_, twice) => {
    for (const levels of [14, 28, 60]) {
      const grown = read(Array.from({ length: levels }).reduce<unknown>(twice, 'a'));
      expect(grown).not.toEqual(expect.any(String));
      expect(JSON.stringify(grown).length).toBeLessThan(20_000);
    }
  });

  test('of many long texts is measured before it is put together', () => {
    const more = { Parameters: { Long: { Default: long } } };
    expect(read({ 'Fn::Sub': `$\{Long}`.repeat(200_000) }, more)).toEqual({ 'Fn::Sub': expect.any(String) });
    const joined = read({ 'Fn::Join': [{ Ref: 'Long' }, Array.from({ length: 200_000 }, () => '')] }, more);
    expect(joined).toEqual({ 'Fn::Join': expect.any(Array) });
  });

  test('is looked at once, also where a function in a function cannot be known', () => {
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
