/** The rules of composite alarms: expressions over the states of other alarms. */
import { type AlarmRule, firesWithinMs } from './alarm-rule';
import type { Scope } from './evaluate';

/**
 * A scope in which the alarms of the same template are known too, by what `nameOf` makes of their logical ids. Rules refer to them by `Ref`,
 * or by their attribute `Arn` as CDK does.
 */
export const withAlarms = (scope: Scope, alarms: readonly { readonly id: string }[], nameOf: (id: string) => string): Scope => ({
  ...scope,
  parameters: {
    ...scope.parameters,
    ...Object.fromEntries(alarms.flatMap(({ id }) => [id, `${id}.Arn`].map((reference) => [reference, nameOf(id)]))),
  },
});

/** An expression in one way of writing, so that two can be compared: `ALARM(Errors) AND NOT OK(Latency)`. */
export const expressionOf = (rule: unknown): string =>
  typeof rule === 'string' ? written(tokensOf(rule)) : rule === undefined ? '' : JSON.stringify(rule);

/** The alarms that an expression refers to, each once. Of an expression that only AWS knows in full, those in the parts that are known. */
export const alarmsNamedIn = (rule: unknown): string[] => [...new Set(textsIn(rule).flatMap(tokensOf).flatMap(referenceOf))];

/** A part of an expression, with whether quotes made it a name. */
interface Token {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** In characters: CloudWatch's limit for a rule. */
const longestRule = 10_240;

const tokensOf = (rule: string): Token[] =>
  [...rule.slice(0, longestRule).matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([(),]|[^\s(),"']+)/gs)].map(
    ([, double, single, plain]) => {
      const quoted = double ?? single;
      return quoted === undefined
        ? { text: plain ?? '', isQuoted: false }
        : { text: quoted.replaceAll(/\\(.)/gs, '$1'), isQuoted: true };
    },
  );

const written = (tokens: readonly Token[]): string =>
  tokens
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(/(?<=\() | (?=[),])/g, '')
    .replaceAll(/\b(ALARM|OK|INSUFFICIENT_DATA|AT_LEAST) \(/g, '$1(');

const keywords = /^(?:ALARM|OK|INSUFFICIENT_DATA|AT_LEAST|AND|OR|NOT|TRUE|FALSE|[(),]|\d+%?)$/;

/** An alarm can be named by its ARN. */
const referenceOf = ({ text, isQuoted }: Token): string[] =>
  !isQuoted && keywords.test(text) ? [] : [text.replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, '')];

/** Every text in a value, level by level. It was evaluated, so it is not endless. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  for (let level = [value]; level.length > 0; ) {
    texts.push(...level.filter((part) => typeof part === 'string'));
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
  }
  return texts;
}

interface DelayedAlarm {
  readonly path: string;
  readonly name: string | undefined;
  readonly rule: AlarmRule;
  readonly watches?: readonly string[];
}

/**
 * The longest time that each named alarm can take to fire, in milliseconds; 0 if it cannot be known. A composite alarm is as slow as the
 * slowest alarm below it, however deep: what that one alone notices is noticed no earlier.
 */
export function delaysByName(alarms: readonly DelayedAlarm[]): ReadonlyMap<string | undefined, number> {
  const known = new Map(alarms.flatMap((alarm) => [alarm.name, alarm.path].map((name) => [name, alarm] as const)));
  return new Map(
    alarms.map((alarm) => [alarm.name, Math.max(0, ...below(alarm, known).map(({ rule }) => firesWithinMs(rule) ?? 0))]),
  );
}

/** The alarm and all that it refers to, each once: composite alarms may refer to each other in a circle. */
function below(alarm: DelayedAlarm, known: ReadonlyMap<string | undefined, DelayedAlarm>): DelayedAlarm[] {
  const found = new Set([alarm]);
  for (const one of found)
    for (const name of one.watches ?? []) {
      const next = known.get(name);
      if (next !== undefined) found.add(next);
    }
  return [...found];
}
