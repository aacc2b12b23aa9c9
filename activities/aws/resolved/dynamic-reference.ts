/** CloudFormation's dynamic references: `{{resolve:ssm:/name}}`, read from their text. */

/** A reference without a fixed version: it resolves to whatever is current when CloudFormation acts. */
export interface DynamicReference {
  /** All of its text. */
  readonly text: string;
  readonly service: 'ssm' | 'ssm-secure' | 'secretsmanager';
  /** Of the parameter, or the name or ARN of the secret. */
  readonly name: string;
  /** Of a secret: the stage whose version it reads. */
  readonly stage: string;
}

/** A name with `${…}` in it is computed, so it is not matched. */
const pattern = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}$]+)\}\}/g;

/** The references of a text whose version is not fixed. */
export const referencesInText = (text: string): DynamicReference[] =>
  [...text.matchAll(pattern)].flatMap(([all, service = '', body = '']) => {
    const reference = service === 'secretsmanager' ? ofSecret(all, body) : ofParameter(all, service, body);
    return reference === undefined ? [] : [reference];
  });

/** The beginning of a reference in a text that has it not whole: the rest is computed. `undefined` if there is none. */
export function computedReference(text: string): string | undefined {
  const rest = text.replaceAll(pattern, '');
  const at = rest.search(/\{\{resolve:|\bresolve:(ssm|ssm-secure|secretsmanager):/);
  return at < 0 ? undefined : rest.slice(at, at + 60);
}

/** The text of a reference to one version of the same. */
export function atVersion({ text, service, name }: DynamicReference, version: string): string {
  if (service !== 'secretsmanager') return `{{resolve:${service}:${name}:${version}}}`;
  const [, content = '', key = ''] = partsOfSecret(bodyOf(text));
  return `{{resolve:secretsmanager:${[name, content, key, '', version].join(':')}}}`;
}

/** Reads a parameter of the Parameter Store as a reference to it would. */
export const referenceTo = (name: string): DynamicReference | undefined => referencesInText(`{{resolve:ssm:${name}}}`)[0];

const bodyOf = (text: string): string => text.slice('{{resolve:secretsmanager:'.length, -'}}'.length);

const ofParameter = (text: string, service: string, name: string): DynamicReference | undefined =>
  /:\d+$/.test(name) ? undefined : { text, service: service === 'ssm' ? 'ssm' : 'ssm-secure', name, stage: '' };

function ofSecret(text: string, body: string): DynamicReference | undefined {
  const [name = '', , , stage = '', version = ''] = partsOfSecret(body);
  return version === '' ? { text, service: 'secretsmanager', name, stage: stage || 'AWSCURRENT' } : undefined;
}

/** Secret, `SecretString`, key, stage and version. The colons of an ARN are no separators. */
function partsOfSecret(body: string): string[] {
  const parts = body.split(':');
  const ofName = body.startsWith('arn:') ? 7 : 1;
  return [parts.slice(0, ofName).join(':'), ...parts.slice(ofName)];
}
