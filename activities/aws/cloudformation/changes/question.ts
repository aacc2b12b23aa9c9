import type { Question } from '../../../../pipeline/gates/question';
import { digestOf } from '../../../releases/digest';
import { describeRow } from './losses';
import type { Cause, Row } from './row';

/**
 * The question whether rows may be executed of which only the deployment can tell what they do. Rows have no physical ids, values, Region
 * or zone, and their order does not matter: the same rows have the same digest wherever the stack is.
 */
export function questionAbout(component: string, rows: readonly Row[]): Question {
  const sorted = inOrder(
    rows.map((row) => ({ ...row, causes: inOrder(row.causes, ({ property, attribute }) => property ?? attribute) })),
    ({ path }) => path,
  );
  return { component, rows: sorted.map(sentenceOf), digest: digestOf(component, sorted) };
}

/** Each value once, by its name, and where that is the same by all of it. */
const inOrder = <T>(values: readonly T[], nameOf: (value: T) => string): T[] =>
  [...new Map(values.map((value) => [`${nameOf(value)} ${digestOf(value)}`, value] as const))]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, value]) => value);

function sentenceOf(row: Row): string {
  const causes = [...new Set(row.causes.filter(({ recreation }) => recreation !== 'Never').map(describeCause))];
  const because = [...within(row), ...causes];
  return `${describeRow(row)} ${effectOf(row)}${because.length > 0 ? `: ${because.join(', ')}` : ''}${fateOf(row)}`;
}

function effectOf({ action, replacement, isUnread }: Row): string {
  if (isUnread) return 'may delete or replace anything that is in it';
  if (action === 'Modify' && (replacement === 'Conditional' || replacement === undefined))
    return 'may be replaced, which would lose its data';
  if (action === 'Dynamic') return 'may be changed, replaced or deleted: CloudFormation decides only while it deploys';
  return `may be replaced or deleted: CloudFormation says ${[action, replacement].filter(Boolean).join(' and ')}, which Slipway does not know`;
}

const within = ({ goesWith }: Row): string[] =>
  goesWith === undefined ? [] : [`the nested stack ${goesWith} is changed, and has no change set that says how`];

function describeCause({ attribute, property, evaluation, source, entity }: Cause): string {
  const what = property === undefined ? `its ${attribute.toLowerCase() || 'definition'}` : `its property ${property}`;
  const by = entity === undefined ? '' : ` because of ${sources.get(source ?? '') ?? ''}${entity}`;
  const when = evaluation === 'Dynamic' ? ', to a value that is known only then' : '';
  return `${what} changes${by}${when}`;
}

const sources: ReadonlyMap<string, string> = new Map([
  ['ParameterReference', 'the parameter '],
  ['ResourceReference', 'the resource '],
  ['ResourceAttribute', 'the attribute '],
]);

/** What would become of the old one, if it is replaced. */
const fateOf = ({ policy }: Row): string => fates.get(policy ?? '') ?? '';

const fates: ReadonlyMap<string, string> = new Map([
  ['ReplaceAndDelete', '; the old one would be deleted'],
  ['ReplaceAndRetain', '; the old one would be retained, outside the stack'],
  ['ReplaceAndSnapshot', '; the old one would be deleted after a snapshot'],
  ['Delete', '; it would be deleted'],
  ['Retain', '; it would be retained'],
  ['Snapshot', '; it would be deleted after a snapshot'],
]);
