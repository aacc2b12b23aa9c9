/** Reads the comments of the model's interfaces. TypeScript 7 has no compiler API in JavaScript, and the model's files have a plain form. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const model = resolve(__dirname, '../../../pipeline/model');

/** The comment of each field, by the interface's name and the field's; `''` for a field without one. */
export const modelComments: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  readdirSync(model)
    .map((name) => readFileSync(join(model, name), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^export interface (\w+) \{\n(.*?)^\}/gms)])
    .map(([, name = '', body = '']) => [name, fieldsIn(body)]),
);

function fieldsIn(body: string): Map<string, string> {
  const fields = [...body.matchAll(/(?:^ {2}\/\*\*(.*?)\*\/\n)?^ {2}readonly (\w+)\??:/gms)];
  return new Map(fields.map(([, comment = '', name = '']) => [name, comment.replace(/\s*\n\s*\*\s*/g, ' ').trim()]));
}
