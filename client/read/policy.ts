/**
 * Loads an organisation's policy. It is a list of functions, which no JSON can hand over, and it is the organisation's own code, named by
 * whoever runs this process: so it runs in it, unlike a pipeline file, which anybody may have merged.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import * as slipway from '../../pipeline';
import type { Finding, Rule } from '../../pipeline/rules/rule';
import { Refusal } from '../refusal';
import { Unreadable } from './isolated/default-export';

/** What of a rule can be seen from outside; whether it looks well at pipelines, only its use can tell. */
const rule = z.looseObject({
  name: z.string(),
  level: z.enum(['error', 'warning', 'notYet']),
  needs: z.enum(['nothing', 'templates', 'otherPipelines']),
  find: z.custom<Rule['find']>((value) => typeof value === 'function', { error: 'expected a function' }),
});

/** The rules of the file that `SLIPWAY_POLICY` names, which hold where changes start; none where it names none. Rejects with a `Refusal`. */
export const configuredPolicy = async ({ SLIPWAY_POLICY: file }: NodeJS.ProcessEnv): Promise<readonly Rule[]> =>
  file ? await policyFrom(file) : [];

/** The rules of a policy file. Rejects with a `Refusal` that names it where it cannot be used. */
export const policyFrom = async (file: string): Promise<readonly Rule[]> =>
  await loadPolicy(file).catch((err) => {
    throw err instanceof Unreadable ? new Refusal(2, `the policy ${file} cannot be used: ${err.message}`) : err;
  });

/** The rules that a policy file exports by default. Rejects with `Unreadable` where it exports something else or throws. */
export async function loadPolicy(file: string): Promise<readonly Rule[]> {
  const { createJiti } = await import('jiti'); // only where there is a policy
  const jiti = createJiti(__filename, { virtualModules: { slipway }, fsCache: false });
  const exported = await jiti.import(resolve(file), { default: true }).catch((err) => {
    throw new Unreadable(sentence(err));
  });
  const read = z.array(z.unknown()).safeParse(exported);
  if (!read.success) throw new Unreadable('it exports no list of rules: write `export default [ … ]`');
  return read.data.map((value, index) => {
    if (isRule(value)) return guarded(value);
    throw new Unreadable(`what stands at ${index} of its list is no rule: a rule has a name, a level, needs and find`);
  });
}

const isRule = (value: unknown): value is Rule => rule.safeParse(value).success;

/** A rule that fails says which it was, and not where in somebody else's code. No pipeline is to blame for it. */
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
  <A extends readonly unknown[]>(name: string, find: (...asked: A) => unknown) =>
  (...asked: A): Finding[] => {
    const found = answerOf(name, () => find(...asked));
    const read = z.array(finding).safeParse(found);
    if (read.success) return read.data;
    throw new Refusal(2, `the policy’s rule ${name} answers no list of { path, message }: where nothing is wrong it answers []`);
  };

const finding: z.ZodType<Finding> = z.object({ path: z.string(), message: z.string() });

function answerOf(name: string, find: () => unknown): unknown {
  try {
    return find();
  } catch (err) {
    throw new Refusal(2, `the policy’s rule ${name} throws: ${sentence(err)}`);
  }
}

const sentence = (err: unknown): string => oneLine(err instanceof Error ? err.message : String(err));

const oneLine = (text: string): string => text.replace(/\nRequire stack:.*/s, '').replace(/\s*\n\s*/g, ' ');
