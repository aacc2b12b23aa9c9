import type { Pipeline } from '../../pipeline/model/pipeline';
import { type Problem, problems } from '../../pipeline/rules/problems';
import type { FoundTemplates } from './templates';

/** The rule that needs to know only which templates exist, not their content. */
export const templateMissingRule = 'template-missing';

/**
 * The problems if a person named the folder of the templates and one of them cannot be read: each unreadable template, at the first
 * component that has it; and the missing templates, which the unreadable ones must not hide.
 */
export const unreadableTemplates = (pipeline: Pipeline, { unreadable, present }: FoundTemplates): Problem[] => [
  ...unreadable.map(({ path, because }): Problem => {
    return { path: placeOf(path, pipeline), message: because, level: 'error', rule: 'template-unreadable' };
  }),
  ...problems(pipeline, { templates: Object.fromEntries(present.map((path) => [path, {}])) }).filter(
    ({ rule }) => rule === templateMissingRule,
  ),
];

function placeOf(path: string, { components }: Pipeline): string {
  const places = Object.entries(components).flatMap(([name, { template, oneBox }]) =>
    Object.entries({ template, oneBox }).map(([key, file]) => ({ place: `components/${name}/${key}`, file })),
  );
  return places.find(({ file }) => file === path)?.place ?? 'components';
}
