/** What of a template resolves elsewhere, to whatever is current when CloudFormation acts. */
import type { StackContent } from '../cloudformation/change-set/change-set';
import { computedReference, type DynamicReference, referencesInText, referenceTo } from './dynamic-reference';
import { defaultOf, isRecord, mapStrings, placesIn, type StackForm, splitPlace } from './places';

/** A parameter whose type reads its value from the Parameter Store. */
export interface StoredValue {
  readonly parameter: string;
  /** The name in the Parameter Store; `undefined` if it is not known. */
  readonly key: string | undefined;
  /** The name in the Parameter Store that the template gives by default. */
  readonly default: string | undefined;
  /** The type of the value, for a parameter that gets the value itself. */
  readonly type: string;
}

export interface PlacedReference extends DynamicReference {
  /** As in `placesIn`. */
  readonly place: string;
}

/** Something whose value of now cannot be restored later, and why: a clause. */
export interface Unrestorable {
  readonly what: string;
  readonly because: string;
  /** The place of a reference to a secret: CloudFormation reads it again only if that place is defined anew. */
  readonly secretAt?: string;
}

export interface Resolving {
  readonly values: readonly StoredValue[];
  readonly references: readonly PlacedReference[];
  readonly unrestorable: readonly Unrestorable[];
}

/** Whether a template or its parameters may resolve anything elsewhere, told from their text alone. */
export const mayResolve = ({ template, parameters }: StackContent): boolean =>
  [template, ...Object.values(parameters)].some((text) =>
    /AWS::SSM::Parameter::Value<|\{\{resolve:|resolve:(ssm|secretsmanager)/.test(text),
  );

/** Everything in a template that resolves elsewhere and is not fixed to a version. */
export function resolvingIn(form: StackForm): Resolving {
  const { values, references, unrestorable } = parametersIn(form);
  for (const [place, written] of placesIn(form)) {
    const texts = new Map<string, DynamicReference>();
    const computed = new Set<string>();
    mapStrings(written, (text) => {
      for (const reference of referencesInText(text)) texts.set(reference.text, reference);
      const beginning = computedReference(text);
      if (beginning !== undefined) computed.add(beginning);
      return text;
    });
    references.push(...[...texts.values()].map((reference) => ({ ...reference, place })));
    unrestorable.push(...[...computed].map((beginning) => computedAt(place, beginning)));
  }
  return { values, references, unrestorable };
}

/** `{{resolve:ssm:/host}} of Api`: a reference as people read it. */
export function describeReference({ place, text }: Pick<PlacedReference, 'place' | 'text'>): string {
  const [section, name] = splitPlace(place);
  return `${text} of ${section === 'Parameters' ? `parameter ${name}` : name}`;
}

/** `parameter Image (/ami/latest)` */
export const describeValue = ({ parameter, key }: Pick<StoredValue, 'parameter' | 'key'>): string =>
  `parameter ${parameter}${key === undefined ? '' : ` (${key})`}`;

const computedAt = (place: string, text: string): Unrestorable => ({
  what: describeReference({ place, text }),
  because: 'the template computes what it refers to',
  ...(text.includes('resolve:secretsmanager') && { secretAt: place }),
});

/** Parameters that read the Parameter Store. What one with `NoEcho` reads is not for us: it counts as a reference, kept by version. */
function parametersIn({ template, parameters }: StackForm) {
  const values: StoredValue[] = [];
  const references: PlacedReference[] = [];
  const unrestorable: Unrestorable[] = [];
  for (const [parameter, declaration] of Object.entries(template.Parameters)) {
    const type = storedType(declaration);
    if (type === undefined) continue;
    const given = parameters[parameter];
    const key = given === undefined || given === '****' ? defaultOf(declaration) : given;
    const hides = isRecord(declaration) && String(declaration.NoEcho) === 'true';
    const reference = hides && type === 'String' && key !== undefined ? referenceTo(key) : undefined;
    if (reference !== undefined) references.push({ ...reference, place: `Parameters/${parameter}` });
    else if (hides) unrestorable.push({ what: describeValue({ parameter, key }), because: 'CloudFormation hides its value' });
    else values.push({ parameter, key, type, default: defaultOf(declaration) });
  }
  return { values, references, unrestorable };
}

/** `String` of `AWS::SSM::Parameter::Value<String>`; `undefined` of a type that reads no value. */
function storedType(declaration: unknown): string | undefined {
  const type = isRecord(declaration) ? String(declaration.Type) : '';
  const inner = /^AWS::SSM::Parameter::Value<(.+)>$/.exec(type)?.[1];
  return inner === 'List<String>' ? 'CommaDelimitedList' : inner; // a parameter cannot be a List<String>
}
