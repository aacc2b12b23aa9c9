/** A change set that was looked at: it deletes and replaces nothing that cannot be made again. */
import type { CloudFormationClient, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { Left } from '../../../pipeline/model/outcome';
import { failure } from '../../attempt/failed';
import { isNothingToDo, prepare, type Wanted, withdraw } from './change-set';
import { keep } from './keep';
import { endangered, leaving, madeAnew } from './losses';
import { keptIn, mayHoldKept } from './retained';
import { type SeenStack, templateOf } from './stack';
import { parseTemplate, type Template } from './template';

interface Order {
  readonly client: CloudFormationClient;
  readonly stack: string;
  readonly change: string;
  readonly direction: 'forward' | 'back';
  /** The change set's name. */
  readonly name: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly wanted: Wanted;
  /** The stack at rest, as it is now. */
  readonly seen: SeenStack;
}

/** A change set that may be executed, and what the stack keeps after it. */
export interface Ready {
  readonly kind: 'ready';
  /** Its id. */
  readonly changeSet: string;
  readonly left: readonly Left[];
}

export type Proposal = Ready | { readonly kind: 'nothing'; readonly left: readonly Left[] };

/**
 * Prepares a change set and looks at what it would do. Forward, one that would delete or replace what is stateful is refused. On the way
 * back, what is stateful and would leave the stack stays in it: CloudFormation says what that is, as only it knows what conditions make of
 * a template.
 */
export async function propose(order: Order): Promise<Proposal> {
  const { client, stack, name, direction, change } = order;
  const first = await prepare(client, order);
  const ids = direction === 'back' ? leaving(first) : [];
  if (ids.length === 0) return await looked(order, first, []);
  await withdraw(client, stack, name);
  const wanted = await keeping(order, ids);
  const kept = keptIn(parseTemplate(wanted.template), change);
  return await looked(order, await prepare(client, { ...order, wanted }), stays(stack, kept));
}

/** What an earlier attempt of the same way back left in a stack: told again, it is said again. */
export async function leftBefore(client: CloudFormationClient, stack: string, change: string): Promise<readonly Left[]> {
  const text = await templateOf(client, stack);
  return mayHoldKept(text) ? stays(stack, keptIn(read(text, stack), change)) : [];
}

async function looked(order: Order, prepared: DescribeChangeSetOutput, left: readonly Left[]): Promise<Proposal> {
  const { client, stack, name } = order;
  if (isNothingToDo(prepared)) {
    await withdraw(client, stack, name);
    return { kind: 'nothing', left };
  }
  if (prepared.Status === 'FAILED') throw failure(`CloudFormation refuses the change of ${stack}: ${prepared.StatusReason}`);
  refuseLosses(order, prepared);
  if (prepared.ChangeSetId === undefined) throw new Error(`CloudFormation answers no id for the change set ${name}`);
  return { kind: 'ready', changeSet: prepared.ChangeSetId, left };
}

/** A way back that makes a table anew ends with an empty one beside the one that the change had let go of. */
function refuseLosses({ stack, direction, type }: Order, prepared: DescribeChangeSetOutput): void {
  const lost = endangered(prepared);
  if (lost.length > 0)
    throw failure(`it would delete or replace ${lost.join(', ')} of ${stack}, which holds what cannot be made again`);
  const empty = direction === 'back' && type === 'UPDATE' ? madeAnew(prepared) : [];
  if (empty.length > 0)
    throw failure(`it would make ${empty.join(', ')} of ${stack} anew and empty: import what the stack let go of into it first`);
}

async function keeping({ client, stack, wanted, seen, change }: Order, ids: readonly string[]): Promise<Wanted> {
  const now = { template: read(await templateOf(client, stack), stack), parameters: seen.parameters };
  const release = { template: read(wanted.template, 'the release'), parameters: wanted.parameters };
  const kept = keep({ ids, now, release, change });
  if (kept.kind === 'cannot')
    throw failure(`${ids.join(', ')} of ${stack} cannot be made again, and cannot stay either: ${kept.because}`);
  return { ...wanted, template: kept.template, parameters: kept.parameters };
}

function read(text: string, whose: string): Template {
  try {
    return parseTemplate(text);
  } catch (err) {
    throw failure(`the template of ${whose} ${err instanceof Error ? err.message : String(err)}`);
  }
}

const stays = (stack: string, kept: readonly string[]): Left[] =>
  kept.length === 0
    ? []
    : [
        {
          what: `${stack} keeps ${kept.join(', ')}, which was not there before and cannot be made again`,
          action:
            'a later change that has it takes it over, one that has not lets go of it without deleting it; if nobody needs it, delete it by hand then',
        },
      ];
