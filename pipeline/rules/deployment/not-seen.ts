/** What rules about templates could not look at, although the templates are there. */
import type { Pipeline } from '../../model/pipeline';
import { hiddenIn } from '../../templates/hidden';
import { hasUnreadablePattern, parametersIn } from '../../templates/parameters';
import type { Templates } from '../../templates/templates';
import type { Rule } from '../rule';
import { componentsOf, firstOfEach } from '../walk';

/** A part of a template that some rules could not read. */
export interface NotSeen {
  /** `components/api/template`. */
  readonly path: string;
  /** What makes or needs more than the template shows: `Transform AWS::Serverless-2016-10-31`. */
  readonly because: string;
  /** The names of the rules. */
  readonly rules: readonly string[];
}

/** The parts of the pipeline's templates that the rules could not read. A template of several components is named once. */
export function notSeenIn(pipeline: Pipeline, templates: Templates, rules: readonly Rule[]): NotSeen[] {
  const resourceRules = namesOf(rules, ({ needs, reads }) => needs === 'templates' && reads === undefined);
  const valueRules = namesOf(rules, ({ name }) => name === 'parameter-not-allowed');
  const files = componentsOf(pipeline).flatMap(({ path, part: { template, oneBox } }) =>
    Object.entries({ template, ...(oneBox !== undefined && { oneBox }) }).map(([key, file]) => ({
      path: `${path}/${key}`,
      file,
    })),
  );
  return firstOfEach(files, ({ file }) => file).flatMap(({ path, file }) => {
    const template = Object.hasOwn(templates, file) ? templates[file] : undefined;
    const hidden = hiddenIn(template);
    return [
      ...(hidden.length === 0 ? [] : [{ path, because: fewOf(hidden), rules: resourceRules }]),
      ...parametersIn(template)
        .filter(hasUnreadablePattern)
        .map(({ name }) => ({ path: `${path}/Parameters/${name}`, because: 'its AllowedPattern needs Java', rules: valueRules })),
    ].filter((one) => one.rules.length > 0);
  });
}

const namesOf = (rules: readonly Rule[], isMeant: (rule: Rule) => boolean): string[] =>
  rules.filter(isMeant).map(({ name }) => name);

const fewOf = (all: readonly string[]): string =>
  [...all.slice(0, 5), ...(all.length > 5 ? [`${all.length - 5} more`] : [])].join(', ');
