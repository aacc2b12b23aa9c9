import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Compares a text with the file that keeps it; with `RENEW_GOLDEN=1` it becomes what is kept. */
export async function expectAsKept(name: string, text: string): Promise<void> {
  const file = join(__dirname, '../golden', `${name}.txt`);
  if (process.env.RENEW_GOLDEN === '1') await writeFile(file, text);
  expect(text).toBe(await readFile(file, 'utf8'));
}
