/** A checked change set: it deletes or replaces no resource whose data cannot be recreated, unless a person has allowed the risk. */
import type { CloudFormationClient, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { ApplicationFailure } from '@temporalio/common';
import type { Question } from '../../../pipeline/gates/question';
import type { Left } from '../../../pipeline/model/outcome';
import { sortAnswer } from '../../attempt/answers/sort-answer';
import { failure } from '../../attempt/failure';
import { type ChangeSetInput, createChangeSet, deleteChangeSet } from './change-set/change-set';
import { hasNoChanges } from './change-set/read';
import { describeRows, lossesOf } from './changes/losses';
import { questionAbout } from './changes/question';
import { readRows } from './changes/read-rows';
import type { Row } from './changes/row';
import { keepInStack } from './kept/keep-in-stack';
import { leftEmptied, leftOutside, leftResources } from './kept/left';
import { refusalOf } from './reasons/refused-change-set';
import { isOnlyChangeSet, removeShell } from './shells/shell';
import { readStack, type StackState } from './stack';
import { cancelRequested } from './wait';

export interface SafeChangeSetInput extends ChangeSetInput {
  readonly client: CloudFormationClient;
  readonly direction: 'forward' | 'back';
  readonly component: string;
  /** The types that the component declares to hold no data. */
  readonly stateless: readonly string[];
  /** The digests of the questions that people have answered with yes. */
  readonly allowed?: readonly string[];
  /** The stack as it is now, with no operation in progress. */
  readonly state: StackState;
  /** Whether the empty stack that a change set of type `CREATE` makes is deleted with it: not one that was there before. */
  readonly makesShell: boolean;
}

/** A change set that may be executed, and what stays in the stack afterwards. */
export interface SafeChangeSet {
  readonly kind: 'safe';
  /** The id of the change set. */
  readonly changeSet: string;
  readonly left: readonly Left[];
}

/** In both other cases the change set is deleted. `asks`: a person must allow it first. */
export type Prepared =
  | SafeChangeSet
  | { readonly kind: 'no changes'; readonly left: readonly Left[] }
  | { readonly kind: 'asks'; readonly question: Question };

/**
 * Creates a change set and checks what it would do. One that cannot be executed is deleted, so that nobody executes it later. Forward, one
 * that would delete or replace data is refused, and one that may do so asks. Back, what would leave the stack is kept in it, and nobody is
 * asked. Only CloudFormation knows what a template creates; so the change set is created once without the kept resources, and once with them.
 */
export async function createSafeChangeSet(input: SafeChangeSetInput): Promise<Prepared> {
  try {
    const prepared = await (input.direction === 'forward' ? prepareForward(input) : prepareBack(input));
    if (prepared.kind !== 'safe') await discardChangeSet(input);
    return prepared;
  } catch (err) {
    if (isLastWord(err)) await discardChangeSet(input);
    throw err;
  }
}

/** Whether no later attempt goes on with the change set: also where AWS's answer needs a person, who must not find it and execute it. */
const isLastWord = (err: unknown): boolean =>
  err instanceof ApplicationFailure || cancelRequested() || sortAnswer(err).kind !== 'again';

/**
 * Deletes a change set that will not be executed, with the empty stack that it made. The stack stays if another change set is in it: a
 * worker that was away for long may come back when the next attempt, or the deployment itself, prepares there already.
 */
export async function discardChangeSet(
  input: Pick<SafeChangeSetInput, 'client' | 'stack' | 'change' | 'name' | 'makesShell'>,
): Promise<void> {
  const { client, stack, name, makesShell } = input;
  if (makesShell && (await readStack(client, stack)).condition === 'empty' && (await isOnlyChangeSet(input, name)))
    await removeShell(input, name);
  else await deleteChangeSet(client, stack, name);
}

async function prepareForward(input: SafeChangeSetInput): Promise<Prepared> {
  const judged = await judgeForward(input);
  if (judged === undefined) return { kind: 'no changes', left: [] };
  const { changeSet, question } = judged;
  if (question !== undefined && !input.allowed?.includes(question.digest)) return { kind: 'asks', question };
  return { kind: 'safe', changeSet, left: [] };
}

/**
 * Creates a change set and judges what it would do: `question` is what a person must allow. `undefined` if nothing differs. It deletes
 * nothing: the caller does, also if this fails because it would lose data.
 */
export async function judgeForward(
  input: SafeChangeSetInput,
): Promise<{ readonly changeSet: string; readonly question?: Question } | undefined> {
  const { client, component, stateless } = input;
  const changeSet = await computed(input);
  if (changeSet === undefined) return undefined;
  const { lost, uncertain } = lossesOf(await readRows(client, changeSet), stateless);
  refuseLosses(input, lost);
  return { changeSet: idOf(changeSet), ...(uncertain.length > 0 && { question: questionAbout(component, uncertain) }) };
}

async function prepareBack(input: SafeChangeSetInput): Promise<Prepared> {
  const { client, stack, name, stateless } = input;
  const changeSet = await computed(input);
  if (changeSet === undefined) return { kind: 'no changes', left: [] };
  const rows = await readRows(client, changeSet);
  const kept = await keepInStack(input, { changeSet: idOf(changeSet), rows, removed: lossesOf(rows, stateless).removed });
  if (kept === undefined) return checkedBack(input, changeSet, { rows, left: leftOutside(stack, rows, stateless) });
  await deleteChangeSet(client, stack, name);
  const left = leftResources(stack, kept.ids);
  const again = await computed({ ...input, desired: kept.desired });
  if (again === undefined) return { kind: 'no changes', left };
  const rowsThen = await readRows(client, again);
  return checkedBack(input, again, { rows: rowsThen, left: [...left, ...leftOutside(stack, rowsThen, stateless)] });
}

/**
 * A rollback that creates a table ends with an empty one, beside the one that the change had removed from the stack and retained. Where the
 * whole stack is gone, it is created all the same, and the outcome says what is empty.
 */
function checkedBack(
  input: SafeChangeSetInput,
  changeSet: DescribeChangeSetOutput,
  { rows, left }: { readonly rows: readonly Row[]; readonly left: readonly Left[] },
): SafeChangeSet {
  const { stack, type, stateless } = input;
  const { lost, uncertain, added } = lossesOf(rows, stateless);
  refuseLosses(input, lost);
  if (type === 'UPDATE' && added.length > 0)
    throw failure(
      `it would create an empty ${describeRows(added)} in ${stack}: first import the retained resource into the stack again`,
    );
  if (uncertain.length > 0)
    throw failure(`it may delete or replace data in ${stack}: ${questionAbout(input.component, uncertain).rows.join('; ')}`);
  return { kind: 'safe', changeSet: idOf(changeSet), left: [...left, ...leftEmptied(stack, added)] };
}

/** `undefined` if nothing differs. Fails with CloudFormation's reason if it could not compute the changes. */
async function computed(input: SafeChangeSetInput): Promise<DescribeChangeSetOutput | undefined> {
  const changeSet = await createChangeSet(input.client, input);
  if (hasNoChanges(changeSet)) return undefined;
  if (changeSet.Status === 'FAILED') throw await refusalOf(input.client, input.stack, changeSet);
  return changeSet;
}

function refuseLosses({ stack }: SafeChangeSetInput, lost: readonly Row[]): void {
  if (lost.length > 0)
    throw failure(`it would delete or replace ${describeRows(lost)} of ${stack}, whose data cannot be recreated`);
}

function idOf({ ChangeSetId, ChangeSetName }: DescribeChangeSetOutput): string {
  if (ChangeSetId === undefined) throw new Error(`CloudFormation returned no id for the change set ${ChangeSetName}`);
  return ChangeSetId;
}
