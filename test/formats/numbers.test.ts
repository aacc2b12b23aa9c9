import { readTemplate } from '../../formats/read-template';

const inYaml = (written: string): unknown => {
  const read = readTemplate(`a: ${written}`);
  return read.kind === 'read' ? read.template.a : read.because;
};
const inJson = (written: string): unknown => {
  const read = readTemplate(`{"a": ${written}, "b": "${written}"}`);
  return read.kind === 'read' ? read.template.a : read.because;
};

describe('a number in a template', () => {
  test.each(['0', '1', '-1', '60', '0.5', '-12.25', '123456789012', '9007199254740991'])('%s is a number', (written) => {
    expect(inYaml(written)).toBe(Number(written));
    expect(inJson(written)).toBe(Number(written));
  });

  test.each([
    '5.10',
    '1.0',
    '1e3',
    '7e12345',
    '1E5',
    '9007199254740993',
    '123456789012345678901234567890',
    '-0',
    '0.1000000000000000000001',
  ])('%s stays the text that was written, because as a number it would lose characters', (written) => {
    expect(inYaml(written)).toBe(written);
    expect(inJson(written)).toBe(written);
  });

  test.each([
    '012345678901',
    '012345670123',
    '0644',
    '22:22',
    '190:20:30',
    '1_000',
    '0x1F',
    '0b11',
    '0o17',
    '+5',
    '.5',
    '5.',
    '.inf',
    '.nan',
  ])('%s stays text, also in braces, which then are YAML', (written) => {
    expect(inYaml(written)).toBe(written);
    expect(inJson(written)).toBe(written);
  });

  test('is text in quotes, and after a tag that says so', () => {
    expect([`'1'`, `"1"`, '!!str 1', '! 1', '|-\n  1'].map(inYaml)).toEqual(['1', '1', '1', '1', '1']);
    expect([`!!int '1'`, '!!float 1.5', '!!bool yes', '!!null null'].map(inYaml)).toEqual([1, 1.5, true, null]);
    expect(inYaml('!!int 012')).toBe('line 1, column 10: this is not of the type !!int: correct it, or remove the tag');
  });
});

describe('a word in YAML', () => {
  test.each([
    ['yes', true],
    ['Yes', true],
    ['ON', true],
    ['True', true],
    ['no', false],
    ['Off', false],
    ['FALSE', false],
    ['~', null],
    ['', null],
    ['Null', null],
    ['y', 'y'],
    ['N', 'N'],
    ['yEs', 'yEs'],
    ['tRUE', 'tRUE'],
    ['2012-10-17', '2012-10-17'],
    ['2012-10-17T12:00:00Z', '2012-10-17T12:00:00Z'],
    ['=', '='],
    ['"yes"', 'yes'],
    ["'null'", 'null'],
  ])('%s is %j', (written, value) => {
    expect(inYaml(written)).toBe(value);
  });

  test('that is a date stays text where templates have one', () => {
    const read = readTemplate('AWSTemplateFormatVersion: 2010-09-09\nVersion: 2012-10-17');
    expect(read).toEqual({ kind: 'read', template: { AWSTemplateFormatVersion: '2010-09-09', Version: '2012-10-17' } });
  });
});
