import { readTemplate } from '../formats/read-template';
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
    const found = release === undefined ? undefined : templatesIn(await releases.read(release), pipeline);
    if (found !== undefined && found.unreadable.length > 0) return { kind: 'refused', because: found.unreadable.join('; ') };
    const templates = found?.templates;
    const wrong = obstacles(pipeline, { policy: rules, ...(templates && { templates }) });
    if (wrong.length === 0) return { kind: 'allowed' };
    return {
      kind: 'refused',
      because: `the policy of this worker refuses the pipeline: ${wrong.map(describeProblem).join('; ')}`,
    };
  };
}

interface ReleaseTemplates {
  /** By their paths in the build's output, which is how rules name them. */
  readonly templates: Templates;
  /** Only in a release of an older version, whose build did not read every template. */
  readonly unreadable: readonly string[];
}

function templatesIn(release: Release, { components }: Pipeline): ReleaseTemplates {
  if (release.kind !== 'built') throw new Error('the release was found, not built from this pipeline');
  const bodies = Object.entries(components).flatMap(([name, { template, oneBox }]) => {
    const built = release.components[name];
    return [
      ...(built ? [{ path: template, text: built.whole.template }] : []),
      ...(built?.oneBox && oneBox !== undefined ? [{ path: oneBox, text: built.oneBox.template }] : []),
    ];
  });
  const read = bodies.map(({ path, text }) => ({ path, read: readTemplate(text) }));
  return {
    templates: Object.fromEntries(read.flatMap(({ path, read }) => (read.kind === 'read' ? [[path, read.template]] : []))),
    unreadable: read.flatMap(({ path, read }) =>
      read.kind === 'unreadable' ? [`${path} of the release cannot be read: ${read.because}; merge a correction`] : [],
    ),
  };
}
