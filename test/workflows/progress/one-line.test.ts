import { oneLine } from '../../../workflows/progress/one-line';

test.each([
  ['npm run test', 'npm run test'],
  ['two\n  lines ', 'two lines'],
  ['x'.repeat(100), 'x'.repeat(100)],
  ['x'.repeat(101), `${'x'.repeat(99)}…`],
  ['🚢'.repeat(120), `${'🚢'.repeat(99)}…`],
])('turns %j into one short line', (text, line) => expect(oneLine(text)).toBe(line));
