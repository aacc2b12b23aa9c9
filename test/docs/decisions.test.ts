import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { anchorOf } from './fields-page';

const page = readFileSync(resolve(__dirname, '../../docs/decisions.md'), 'utf8');

/** Every decision: its number, its title, the topic above it and its text. */
const decisions = page.split(/^## /m).flatMap((topic) => {
  const [name = '', ...entries] = topic.split(/^### /m);
  return entries.map((entry) => {
    const [, number = '', title = ''] = /^(\d+)\. (.+)$/m.exec(entry) ?? [];
    return { number: Number(number), title, topic: name.split('\n')[0] ?? '', text: entry };
  });
});

describe('docs/decisions.md', () => {
  test('has each number once, and leaves none out', () => {
    const numbers = decisions.map(({ number }) => number).sort((one, other) => one - other);
    expect(numbers.length).toBeGreaterThan(60);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  test('lists every decision in its index, by number, with its topic', () => {
    const rows = [...page.matchAll(/^\| \d+ \| .*$/gm)].map(([row]) => row);
    const expected = [...decisions]
      .sort((one, other) => one.number - other.number)
      .map(({ number, title, topic }) => `| ${number} | [${title}](#${anchorOf(`${number}. ${title}`)}) | ${topic} |`);
    expect(rows).toEqual(expected);
  });

  test('gives situation, choice, reason and price of each', () => {
    const incomplete = decisions.filter(({ text }) =>
      ['Situation', 'Choice', 'Why', 'Price'].some((part) => !text.includes(`*${part}.*`)),
    );
    expect(incomplete.map(({ number }) => number)).toEqual([]);
  });
});
