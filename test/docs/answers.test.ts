import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { answersPage } from './answers-page';

const file = resolve(__dirname, '../../docs/answers.md');

test('the page of answers equals what the table generates; RENEW_GOLDEN=1 renews it', () => {
  const generated = answersPage();
  if (process.env.RENEW_GOLDEN === '1') writeFileSync(file, generated);
  if (readFileSync(file, 'utf8') !== generated)
    throw new Error('docs/answers.md differs from the table: renew it with RENEW_GOLDEN=1 npx jest test/docs/answers');
});
