import { readFile, stat } from 'node:fs/promises';
import { Unreadable } from './isolated/default-export';
import { jsonMistake } from './json-mistake';

/** The longest pipelines have some hundred thousand bytes. */
const mostBytes = 1 << 20;

/** What a JSON file holds, without what it says of its own schema. Rejects with `Unreadable` where it is no JSON, or longer than any pipeline. */
export async function jsonIn(file: string): Promise<unknown> {
  const text = (await textOf(file)).replace(/^\uFEFF/, ''); // a byte-order mark, which some editors write
  try {
    return withoutSchema(JSON.parse(text));
  } catch (err) {
    throw new Unreadable(jsonMistake(text) ?? String(err));
  }
}

async function textOf(file: string): Promise<string> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new Unreadable('it is no file'); // a pipe would never end
    const { size } = found;
    if (size > mostBytes) throw new Unreadable(`it has ${size} bytes: no pipeline has more than ${mostBytes}`);
    return await readFile(file, 'utf8');
  } catch (err) {
    if (err instanceof Unreadable) throw err;
    throw new Unreadable(err instanceof Error ? err.message : String(err));
  }
}

/** `$schema` is for editors, and no part of a pipeline. */
function withoutSchema(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$schema' in value) || typeof value.$schema !== 'string') return value;
  const { $schema: _, ...rest } = value;
  return rest;
}
