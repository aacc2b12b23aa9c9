import { excerptOf } from '../../../activities/source/command';

describe('the excerpt of a failed command’s output', () => {
  test('begins with the first line that reports a failure', () => {
    const tail = `ok 1 - adds\nnot ok 2 - rounds\n  actual: 14.5\n  expected: 25\n# todo 0\n`;
    expect(excerptOf(tail)).toBe('not ok 2 - rounds\n  actual: 14.5\n  expected: 25\n# todo 0');
  });

  test('is the end if no line does', () => {
    expect(excerptOf(`${'a line\n'.repeat(500)}the last\n`)).toMatch(/^(?=.{1,500}$).*the last$/s);
  });

  test('has at most 500 characters', () => {
    expect(excerptOf(`TypeError: no\n${'x'.repeat(3_000)}`)).toHaveLength(500);
  });
});
