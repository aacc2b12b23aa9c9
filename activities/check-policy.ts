import type { Pipeline } from '../pipeline/model/pipeline';
import type { Release } from '../pipeline/model/release';
import { describeProblem, obstacles } from '../pipeline/rules/problems';
import type { Rule } from '../pipeline/rules/rule';
import type { Templates } from '../pipeline/templates/templates';
import type { CheckPolicyInput, CheckPolicyOutcome } from './contract';
import type { ReleaseStore } from './releases/store';

/** `rules` are those of the worker's owner for every pipeline, besides the model's own. */
export interface CheckPolicyDeps {
  readonly releases: ReleaseStore;
  readonly rules: readonly Rule[];
}

/** Checks a pipeline against the policy. If a rule throws, the call fails, and is retried until the rule is fixed. */
export function checkPolicy({ releases, rules }: CheckPolicyDeps) {
  return async ({ pipeline, release }: CheckPolicyInput): Promise<CheckPolicyOutcome> => {
    const templates = release === undefined ? undefined : templatesIn(await releases.read(release), pipeline);
    const wrong = obstacles(pipeline, { policy: rules, ...(templates && { templates }) });
    if (wrong.length === 0) return { kind: 'allowed' };
    return {
      kind: 'refused',
      because: `the policy of this worker refuses the pipeline: ${wrong.map(describeProblem).join('; ')}`,
    };
  };
}

/** The templates by their paths in the build's output, which is how rules name them. */
function templatesIn(release: Release, { components }: Pipeline): Templates {
  if (release.kind !== 'built') throw new Error('the release was found, not built from this pipeline');
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
