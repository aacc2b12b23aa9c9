/** What a change set would do to resources whose data cannot be recreated. */
import { statefulAmong } from '../stack-resources';
import type { Row } from './row';

/** By what would become of the resources. Rows of resources without data are in none of the lists. */
export interface Losses {
  /** What it would delete or replace. A resource with `DeletionPolicy: Retain` is not deleted: it only leaves the stack. */
  readonly lost: readonly Row[];
  /** What it may delete or replace: only the deployment can tell, or Slipway does not know CloudFormation's word. */
  readonly uncertain: readonly Row[];
  /** What would leave the stack, deleted or retained. */
  readonly removed: readonly Row[];
  /** What it would create, empty. */
  readonly added: readonly Row[];
}

/** Sorts the rows of a change set. `stateless`: the types that the component declares to hold no data. */
export function lossesOf(rows: readonly Row[], stateless: readonly string[] = []): Losses {
  const stateful = statefulAmong(rows, stateless);
  return {
    lost: stateful.filter(isLost),
    uncertain: stateful.filter((row) => !isLost(row) && isUncertain(row)),
    removed: stateful.filter(({ action }) => action === 'Remove'),
    added: stateful.filter(({ action }) => action === 'Add'),
  };
}

const isLost = ({ action, replacement, policy }: Row): boolean =>
  replacement === 'True' || (action === 'Remove' && policy !== 'Retain');

const isUncertain = ({ action, replacement }: Row): boolean =>
  action === 'Modify' ? replacement !== 'False' : !certain.has(action);

/** The actions of which CloudFormation itself is sure, besides `Modify`. */
const certain: ReadonlySet<string> = new Set(['Add', 'Remove', 'Import', 'SyncWithActual']);

/** `Orders (AWS::DynamoDB::Table)`, as people read it. */
export const describeRow = ({ path, type, isUnread }: Pick<Row, 'path' | 'type' | 'isUnread'>): string =>
  `${path} (${isUnread ? 'a nested stack that cannot be read' : type})`;

/** Several of them, with commas. Each is named once. */
export const describeRows = (rows: readonly Row[]): string => [...new Set(rows.map(describeRow))].join(', ');
