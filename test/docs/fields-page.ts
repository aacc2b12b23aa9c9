/** Generates docs/pipeline-fields.md from the descriptions in the schema. */
import { annotatedSchema, type Part } from '../../client/schema/json-schema';

/** An object of a pipeline, and its heading on the page. */
interface Section {
  readonly heading: string;
  readonly part: Part;
}

export function fieldsPage(): string {
  const sections = sectionsOf('', annotatedSchema());
  const first = sections.filter((one, index) => sections.findIndex((other) => isSame(one, other)) === index);
  return `${[head, ...first.map((section) => textOf(section, first))].join('\n\n')}\n`;
}

const head = `# Every field of a pipeline

[Writing pipelines](writing-pipelines.md) says how to begin; this page lists every field. It is generated from the schema that reads pipeline files, which
\`slipway schema\` prints too; \`RENEW_GOLDEN=1 npx jest test/docs/pipeline-fields\` renews it.

A heading is the path that \`slipway check\` prints for a part, with \`*\` for a name. If a field is left out, \`definePipeline\` writes the value in the third column. In
a JSON file nothing is filled in: there only a bake and a field with a dash may be left out. A duration is a number and a unit (\`ms\`, \`s\`, \`m\`, \`h\`), as in \`90s\` or
\`12h\`. Fields that are not done yet name their rule: \`check\` lists it, and [no change starts with it](writing-pipelines.md#what-the-model-has-and-slipway-does-not-do-yet).`;

const textOf = ({ heading, part: { properties = {}, required = [] } }: Section, all: readonly Section[]): string =>
  [
    `## ${heading}`,
    '',
    '| field | shape | by default | meaning |',
    '|---|---|---|---|',
    ...Object.entries(properties).flatMap(([key, part]) =>
      typeof part === 'object' ? [`| ${cellsOf(key, part, { all, isRequired: required.includes(key) }).join(' | ')} |`] : [],
    ),
  ].join('\n');

function cellsOf(key: string, part: Part, { all, isRequired }: { all: readonly Section[]; isRequired: boolean }): string[] {
  const { description = '', defaultText, notYet } = part;
  const leftOut = typeof defaultText === 'string' ? defaultText : isRequired ? 'required' : '—';
  return [
    `\`${key}\``,
    shapeOf(part, all),
    leftOut,
    `${description}${typeof notYet === 'string' ? ` **Not done yet:** ${notYet}.` : ''}`,
  ];
}

function shapeOf(part: Part, all: readonly Section[]): string {
  const words = part.enum ?? (part.const === undefined ? undefined : [part.const]);
  if (words !== undefined) return words.map((word) => `\`${JSON.stringify(word)}\``).join(' or ');
  const several = part.oneOf ?? part.anyOf;
  if (several !== undefined) return several.map((one) => shapeOf(one, all)).join(', or ');
  if (part.type === 'array') return `list of ${shapeOf(below(part.items), all)}`;
  if (part.properties !== undefined) return linkTo(part, all);
  if (part.type === 'object') return `by name, ${shapeOf(below(part.additionalProperties), all)}`;
  if (part.type === 'integer' || part.type === 'number') return numberOf(part);
  return part.type === 'boolean' ? 'true or false' : (part.title ?? 'text');
}

const numberOf = ({ type, minimum, exclusiveMinimum, maximum = Number.MAX_SAFE_INTEGER }: Part): string =>
  [
    type === 'integer' ? 'whole number' : 'number',
    ...(minimum === undefined ? [] : [`${minimum} or more`]),
    ...(exclusiveMinimum === undefined ? [] : [`more than ${exclusiveMinimum}`]),
    ...(maximum < Number.MAX_SAFE_INTEGER ? [`at most ${maximum}`] : []),
  ].join(', ');

function linkTo(part: Part, all: readonly Section[]): string {
  const { heading } = all.find((section) => isSame(section, { heading: '', part })) ?? { heading: '?' };
  return `[${heading}](#${anchorOf(heading)})`;
}

/** The anchor that GitHub gives to a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

/** A part and all parts below it, in the order of the schema. */
function sectionsOf(path: string, part: Part): Section[] {
  const { properties = {} } = part;
  const named = part.properties === undefined ? [] : [{ heading: headingOf(path, part), part }];
  const inside = Object.entries(properties).map(([key, value]) => [path === '' ? key : `${path}/${key}`, value] as const);
  const [many] = [part.items, part.additionalProperties].filter((one) => typeof one === 'object');
  const alternatives = [...(part.oneOf ?? []), ...(part.anyOf ?? [])].map((one) => [path, one] as const);
  return [
    ...named,
    ...[...inside, [`${path}/*`, many] as const, ...alternatives].flatMap(([at, one]) =>
      isPart(one) ? sectionsOf(at, one) : [],
    ),
  ];
}

function headingOf(path: string, { properties: { kind } = {} }: Part): string {
  if (path === '') return 'The pipeline';
  return isPart(kind) && kind.const !== undefined ? `\`${path}\` of kind ${kind.const}` : `\`${path}\``;
}

/** Parts of the same shape, such as the bakes, are listed once. */
const isSame = (one: Section, other: Section): boolean =>
  JSON.stringify(one.part.properties) === JSON.stringify(other.part.properties);

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);

const below = (value: unknown): Part => (isPart(value) ? value : {});
