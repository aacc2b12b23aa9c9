import type { Pipeline } from '../../pipeline/model/pipeline';
import { type Problem, problems } from '../../pipeline/rules/problems';
import type { FoundTemplates } from './templates';

/** The rule that needs to know only which templates are there, not what they say. */
export const templateMissingRule = 'template-missing';

/**
 * What is wrong where somebody named the folder of templates and one of them cannot be read: that, at the first component that has it; and
 * those that are missing, which must not hide behind it.
 */
export const unreadableTemplates = (pipeline: Pipeline, { unreadable, there }: FoundTemplates): Problem[] => [
  ...unreadable.map(({ path, because }): Problem => {
    return { path: placeOf(path, pipeline), message: because, level: 'error', rule: 'template-unreadable' };
  }),
  ...problems(pipeline, { templates: Object.fromEntries(there.map((path) => [path, {}])) }).filter(
    ({ rule }) => rule === templateMissingRule,
  ),
];

function placeOf(path: string, { components }: Pipeline): string {
  const places = Object.entries(components).flatMap(([name, { template, oneBox }]) =>
    Object.entries({ template, oneBox }).map(([key, file]) => ({ place: `components/${name}/${key}`, file })),
  );
  return places.find(({ file }) => file === path)?.place ?? 'components';
}
