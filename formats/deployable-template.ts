/** What of a template's text goes to CloudFormation. */
import { nullValue } from './null-value';
import { readTemplate } from './read-template';
import { tooLarge } from './template-size';

/** `refused` if CloudFormation would not take it. `because` can follow the file's name and a colon: it says where, and what to do. */
export type DeployableTemplate =
  | {
      readonly kind: 'deployable';
      readonly template: Readonly<Record<string, unknown>>;
      /** The template as JSON without white space, with its keys in the author's order, as a person finds it in the stack. */
      readonly text: string;
    }
  | { readonly kind: 'refused'; readonly because: string };

/** Reads a template that is to be deployed, for `check` and the build alike. */
export function deployableTemplate(content: string | Uint8Array): DeployableTemplate {
  const read = readTemplate(content);
  if (read.kind === 'unreadable') return { kind: 'refused', because: read.because };
  const { template } = read;
  const text = JSON.stringify(template);
  const because = wrongSection(template) ?? noResources(template) ?? nullValue(template) ?? tooLarge(text);
  return because === undefined ? { kind: 'deployable', template, text } : { kind: 'refused', because };
}

/** A text as it is, or as JSON without white space if it is too large for a call: so a stack that was made from a file in S3 may fit. */
export function textThatFits(text: string): string {
  const read = tooLarge(text) === undefined ? undefined : readTemplate(text);
  return read?.kind === 'read' ? JSON.stringify(read.template) : text;
}

/** Sections that Slipway reads itself. */
const sections = ['Parameters', 'Mappings', 'Conditions', 'Resources'];

function wrongSection(template: Readonly<Record<string, unknown>>): string | undefined {
  const odd = sections.find((name) => name in template && !isObject(template[name]));
  return odd && `its ${odd} are not an object: write each entry under its name, or remove the section`;
}

/**
 * Why it has no resources. With a transform, CloudFormation may make all of them, and they may have any shape before; an include may also hold
 * all but the name of one.
 */
function noResources({ Resources: resources, ...rest }: Readonly<Record<string, unknown>>): string | undefined {
  if ('Transform' in rest || 'Fn::Transform' in rest) return undefined;
  if (!isObject(resources)) return 'it has no Resources: add them, or name another file';
  const odd = Object.entries(resources).find(
    ([id, written]) => !isMade(id) && !(isObject(written) && (typeof written.Type === 'string' || 'Fn::Transform' in written)),
  );
  return odd && `Resources/${odd[0]} has no Type: add it, or remove the resource`;
}

/** Whether CloudFormation makes resources of it. */
const isMade = (id: string): boolean => id === 'Fn::Transform' || id.startsWith('Fn::ForEach::');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
