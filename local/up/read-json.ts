import { readFileSync } from 'node:fs';
import { isMissing } from '../../client/is-missing';

/** The value in a JSON file: `undefined` if the file does not exist, null if it is not JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (err) {
    if (isMissing(err)) return undefined;
    if (err instanceof SyntaxError) return null;
    throw err;
  }
}
