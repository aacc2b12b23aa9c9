import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Compares a text with `golden/<name>.txt`. With `RENEW_GOLDEN=1` it writes the file first. */
export async function expectGolden(name: string, text: string): Promise<void> {
  const file = join(__dirname, '../golden', `${name}.txt`);
  if (process.env.RENEW_GOLDEN === '1') await writeFile(file, text);
  expect(text).toBe(await readFile(file, 'utf8'));
}
