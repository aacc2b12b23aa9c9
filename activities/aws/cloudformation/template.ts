/** The parts of a CloudFormation template that Slipway reads. */
import { z } from 'zod';
import { readTemplate } from '../../../formats/read-template';
import { type Section, sectionOf } from '../../../pipeline/templates/section';
import { failure } from '../../attempt/failure';

const section = z.record(z.string(), z.unknown());
const schema = z.looseObject({
  Parameters: section.default({}),
  Conditions: section.default({}),
  Mappings: section.default({}),
  Resources: section.default({}),
});

/**
 * A parsed template; sections that it does not have are empty. Entries of `Resources` may be anything: `Fn::ForEach::…` is a list there and
 * `Fn::Transform` has no type. `resourcesOf` has those that are written out.
 */
export type Template = z.infer<typeof schema>;
/** A resource that a template writes out, with all its other keys. */
export interface Resource extends Section {
  readonly Type: string;
}

/** Parses a template in JSON or YAML. Throws an error whose message is a clause that can follow the template's name and a colon. */
export function parseTemplate(text: string): Template {
  const template = readTemplate(text);
  if (template.kind === 'unreadable') throw new Error(template.because);
  const read = schema.safeParse(template.template);
  if (read.success) return read.data;
  throw new Error(`its ${read.error.issues[0]?.path.join('/')} are not an object: write each entry under its name`);
}

/** The same, for a template of which no later attempt reads more: fails for ever, and says whose template it is. */
export function readableTemplate(text: string, owner: string): Template {
  try {
    return parseTemplate(text);
  } catch (err) {
    throw failure(`the template of ${owner} cannot be read: ${err instanceof Error ? err.message : String(err)}`);
  }
}

/** The resources that a template writes out, by their logical ids. It may have more, made by CloudFormation: by a loop, an include or a macro. */
export const resourcesOf = ({ Resources }: Pick<Template, 'Resources'>): Readonly<Record<string, Resource>> =>
  Object.fromEntries(Object.entries(Resources).filter((entry): entry is [string, Resource] => isResource(entry[1])));

const isResource = (written: unknown): written is Resource => typeof sectionOf(written).Type === 'string';

/** The parameters that the template declares: CloudFormation rejects all others. */
export const declaredParameters = (template: Template, parameters: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => name in template.Parameters));
