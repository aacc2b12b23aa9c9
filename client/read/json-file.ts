import { readFile, stat } from 'node:fs/promises';
import { jsonMistake } from '../../formats/json/json-mistake';
import { errorMessage } from '../error-message';
import { Unreadable } from './isolated/default-export';

/** The longest pipelines have some hundred thousand bytes. */
const maximumBytes = 1 << 20;

/** The value of a JSON file without its `$schema`. Rejects with `Unreadable` if it is not JSON, or longer than any pipeline. */
export async function readJson(file: string): Promise<unknown> {
  const text = (await textOf(file)).replace(/^\uFEFF/, ''); // a byte-order mark, which some editors write
  try {
    return withoutSchema(JSON.parse(text));
  } catch (err) {
    throw new Unreadable(jsonMistake(text) ?? String(err));
  }
}

async function textOf(file: string): Promise<string> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw new Unreadable('it is not a file'); // reading a pipe would never end
    if (stats.size > maximumBytes) throw new Unreadable(`it has ${stats.size} bytes: a pipeline has at most ${maximumBytes}`);
    return await readFile(file, 'utf8');
  } catch (err) {
    if (err instanceof Unreadable) throw err;
    throw new Unreadable(errorMessage(err));
  }
}

/** `$schema` is for editors, and not a part of a pipeline. */
function withoutSchema(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$schema' in value) || typeof value.$schema !== 'string') return value;
  const { $schema: _, ...rest } = value;
  return rest;
}
