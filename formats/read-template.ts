/** The one reader of templates: for `check`, for the build, and for what a stack runs. */
import { readJson } from './json/read-json';
import { hasOwnJson, withNumbers } from './json-properties';
import { maximumLength } from './limits';
import { anyNumber, exactNumber, type NumberOf } from './number';
import { Mistake, mistakeAt } from './place';
import { NotYaml } from './yaml/parse';
import { readYaml } from './yaml/read-yaml';

/** What a template's text holds. `because` can follow the file's name and a colon: it says where, and what to do. */
export type ReadTemplate =
  | { readonly kind: 'read'; readonly template: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unreadable'; readonly because: string };

/**
 * Reads a template, which is JSON or YAML. CloudFormation's short tags become functions, and aliases what they stand for, so that the value
 * can be written as JSON. Never throws: what cannot be read is `unreadable`.
 */
export function readTemplate(content: string | Uint8Array): ReadTemplate {
  try {
    return { kind: 'read', template: objectIn(textOf(content)) };
  } catch (err) {
    if (!(err instanceof Mistake)) throw err;
    return { kind: 'unreadable', because: err.message };
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  const exact = valueIn(text, exactNumber);
  const template = hasOwnJson(exact) ? withNumbers(exact, valueIn(text, anyNumber)) : exact;
  if (typeof template === 'object' && template !== null && !Array.isArray(template)) return { ...template };
  throw mistakeAt(text, 0, `this is ${nameOf(template)}, and a template is an object with Resources: write it as JSON or YAML`);
}

/** JSON is tried first: the message about a mistake in JSON says more than YAML's, of which JSON is a part. */
function valueIn(text: string, numberOf: NumberOf): unknown {
  const json = readJson(text, numberOf);
  return json.kind === 'read' ? json.value : readAsYaml(text, { because: json.because, numberOf });
}

/** Reports a text in braces by what is wrong with it as JSON, as its author meant it. */
function readAsYaml(text: string, { because, numberOf }: { readonly because: string; readonly numberOf: NumberOf }): unknown {
  try {
    return readYaml(text, numberOf);
  } catch (err) {
    if (err instanceof NotYaml && /^\s*[{[]/.test(text)) throw new Mistake(because);
    throw err;
  }
}

const nameOf = (value: unknown): string =>
  value === null ? 'an empty file' : Array.isArray(value) ? 'a list' : `a ${typeof value === 'string' ? 'text' : typeof value}`;

/** Also without the byte-order mark that some editors write. */
function textOf(content: string | Uint8Array): string {
  const text = typeof content === 'string' ? content : decoded(content);
  if (text.length > maximumLength) throw new Mistake(`it has more than ${maximumLength} characters, as no template has`);
  return text.replace(/^\uFEFF/, '');
}

function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new Mistake('it is not text in UTF-8: save it as UTF-8');
  }
}
