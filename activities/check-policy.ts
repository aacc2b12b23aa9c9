import type { Pipeline } from '../pipeline/model/pipeline';
import type { Release } from '../pipeline/model/release';
import { describeProblem, obstacles } from '../pipeline/rules/problems';
import type { Rule } from '../pipeline/rules/rule';
import type { Templates } from '../pipeline/templates/templates';
import type { CheckPolicyInput, CheckPolicyOutcome } from './contract';
import type { ReleaseStore } from './releases/store';

/** `rules` are those that the worker's owner holds every pipeline to, beside the model's. */
export interface CheckPolicyDeps {
  readonly releases: ReleaseStore;
  readonly rules: readonly Rule[];
}

/** A rule that throws is no answer: the call fails, and is tried again until the rule is mended. */
export function checkPolicy({ releases, rules }: CheckPolicyDeps) {
  return async ({ pipeline, release }: CheckPolicyInput): Promise<CheckPolicyOutcome> => {
    const templates = release === undefined ? undefined : templatesIn(await releases.read(release), pipeline);
    const wrong = obstacles(pipeline, { policy: rules, ...(templates && { templates }) });
    if (wrong.length === 0) return { kind: 'allowed' };
    return {
      kind: 'refused',
      because: `the policy here does not let the pipeline go on: ${wrong.map(describeProblem).join('; ')}`,
    };
  };
}

/** The templates by their paths in the build's output, as rules know them. */
function templatesIn(release: Release, { components }: Pipeline): Templates {
  if (release.kind !== 'built') throw new Error('a release that was found was not built of this pipeline');
  return Object.fromEntries(
    Object.entries(components).flatMap(([name, { template, oneBox }]) => {
      const built = release.components[name];
      return [
        ...(built ? [[template, JSON.parse(built.whole.template)]] : []),
        ...(built?.oneBox && oneBox !== undefined ? [[oneBox, JSON.parse(built.oneBox.template)]] : []),
      ];
    }),
  );
}
