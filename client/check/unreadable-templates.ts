import type { Pipeline } from '../../pipeline/model/pipeline';
import { type Problem, problems } from '../../pipeline/rules/problems';
import type { FoundTemplates } from './templates';

/** The rule that needs to know only which templates exist, not their content. */
export const templateMissingRule = 'template-missing';

/**
 * Each template that cannot be read, at the first component that has it. A warning if nobody named the folder of the templates: then it may be
 * the leftover of an older build.
 */
export const unreadableTemplates = (pipeline: Pipeline, { unreadable }: FoundTemplates, level: 'error' | 'warning'): Problem[] =>
  unreadable.map(({ path, because }) => ({
    path: placeOf(path, pipeline),
    message: because,
    level,
    rule: 'template-unreadable',
  }));

/** The templates that are missing, which the unreadable ones must not hide. */
export const missingTemplates = (pipeline: Pipeline, { present }: FoundTemplates): Problem[] =>
  problems(pipeline, { templates: Object.fromEntries(present.map((path) => [path, {}])) }).filter(
    ({ rule }) => rule === templateMissingRule,
  );

function placeOf(path: string, { components }: Pipeline): string {
  const places = Object.entries(components).flatMap(([name, { template, oneBox }]) =>
    Object.entries({ template, oneBox }).map(([key, file]) => ({ place: `components/${name}/${key}`, file })),
  );
  return places.find(({ file }) => file === path)?.place ?? 'components';
}
