/**
 * Loads an organisation's policy. It is a list of functions, which JSON cannot hold, and the organisation's own code, named by the person
 * who runs this process. So it runs inside this process, unlike a pipeline file, which anybody may have merged.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import * as slipway from '../../pipeline';
import type { MayReplace } from '../../pipeline/rules/policies';
import type { Finding, Rule } from '../../pipeline/rules/rule';
import { errorMessage } from '../error-message';
import { Refusal } from '../refusal';
import { Unreadable } from './isolated/default-export';

/** As much of a rule as can be checked without running it. */
const rule = z.looseObject({
  name: z.string(),
  level: z.enum(['error', 'warning', 'notYet']),
  needs: z.enum(['nothing', 'templates', 'otherPipelines']),
  find: z.custom<Rule['find']>((value) => typeof value === 'function', { error: 'expected a function' }),
});

/** What a policy file says. */
export interface Policy {
  readonly rules: readonly Rule[];
  /** Who may allow what may replace data, in stages without approvers. */
  readonly mayReplace: readonly string[];
}

/** The file that `SLIPWAY_POLICY` names; an empty policy if it is not set. Rejects with a `Refusal`. */
export const wholePolicy = async ({ SLIPWAY_POLICY: file }: NodeJS.ProcessEnv): Promise<Policy> =>
  file ? await usablePolicy(file) : { rules: [], mayReplace: [] };

/** The rules of the file that `SLIPWAY_POLICY` names, by which changes may start; none if it is not set. Rejects with a `Refusal`. */
export const configuredPolicy = async (env: NodeJS.ProcessEnv): Promise<readonly Rule[]> => (await wholePolicy(env)).rules;

/** The rules of a policy file. Rejects with a `Refusal` that names the file if it cannot be used. */
export const policyFrom = async (file: string): Promise<readonly Rule[]> => (await usablePolicy(file)).rules;

const usablePolicy = async (file: string): Promise<Policy> =>
  await readPolicy(file).catch((err) => {
    throw err instanceof Unreadable ? new Refusal(2, `the policy ${file} cannot be used: ${err.message}`) : err;
  });

/** The rules among the entries of a policy file. Rejects as `readPolicy` does. */
export const loadPolicy = async (file: string): Promise<readonly Rule[]> => (await readPolicy(file)).rules;

/** The default export of a policy file. Rejects with `Unreadable` if it is not a list of rules, or the file throws. */
export async function readPolicy(file: string): Promise<Policy> {
  const { createJiti } = await import('jiti'); // only where there is a policy
  const jiti = createJiti(__filename, { virtualModules: { slipway }, fsCache: false });
  const exported = await jiti.import(resolve(file), { default: true }).catch((err) => {
    throw new Unreadable(messageOf(err));
  });
  const parsed = z.array(z.unknown()).safeParse(exported);
  if (!parsed.success) throw new Unreadable('it does not export a list of rules: write `export default [ … ]`');
  const entries = parsed.data.map((value, index) => {
    if (isRule(value)) return { rules: [guarded(value)], mayReplace: [] };
    const named = people.safeParse(value);
    if (named.success) return { rules: [], mayReplace: named.data.mayReplace };
    throw new Unreadable(`item ${index} of its list is not a rule: a rule has name, level, needs and find`);
  });
  return {
    rules: entries.flatMap(({ rules }) => rules),
    mayReplace: [...new Set(entries.flatMap((entry) => entry.mayReplace))],
  };
}

/** What `mayReplace([…])` answers. */
const people: z.ZodType<MayReplace> = z.object({ mayReplace: z.array(z.string().trim().min(1)).min(1) });

const isRule = (value: unknown): value is Rule => rule.safeParse(value).success;

/** If a rule fails, the message names the rule instead of a place in its code; the pipeline is not at fault. */
function guarded(rule: Rule): Rule {
  switch (rule.needs) {
    case 'nothing':
      return { ...rule, find: guard(rule.name, rule.find) };
    case 'templates':
      return { ...rule, find: guard(rule.name, rule.find) };
    case 'otherPipelines':
      return { ...rule, find: guard(rule.name, rule.find) };
  }
}

const guard =
  <A extends readonly unknown[]>(name: string, find: (...args: A) => unknown) =>
  (...args: A): Finding[] => {
    const parsed = z.array(finding).safeParse(resultOf(name, () => find(...args)));
    if (parsed.success) return parsed.data;
    throw new Refusal(2, `the policy’s rule ${name} must return a list of { path, message }: return [] if nothing is wrong`);
  };

const finding: z.ZodType<Finding> = z.object({ path: z.string(), message: z.string() });

function resultOf(name: string, find: () => unknown): unknown {
  try {
    return find();
  } catch (err) {
    throw new Refusal(2, `the policy’s rule ${name} throws: ${messageOf(err)}`);
  }
}

const messageOf = (err: unknown): string => oneLine(errorMessage(err));

const oneLine = (text: string): string => text.replace(/\nRequire stack:.*/s, '').replace(/\s*\n\s*/g, ' ');
