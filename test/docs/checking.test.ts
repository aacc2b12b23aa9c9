import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { keptPoints } from '../../pipeline/rules/evidence/kept-points';
import { builtInRules } from '../../pipeline/rules/problems';

const page = readFileSync(resolve(__dirname, '../../docs/checking.md'), 'utf8');

test('the page on checking lists every rule about templates, with its level', () => {
  const listed = [...page.matchAll(/^\| `([a-z-]+)` \| (error|warning) \|/gm)].map(([, name, level]) => `${name} ${level}`);
  const rules = builtInRules.filter(({ needs }) => needs === 'templates').map(({ name, level }) => `${name} ${level}`);
  expect(listed.sort()).toEqual(rules.sort());
});

test('the page on checking names the rules about what CloudWatch keeps', () => {
  for (const { name, level } of keptPoints) expect(page).toMatch(new RegExp(`\`${name}\` is an? ${level}`));
});
