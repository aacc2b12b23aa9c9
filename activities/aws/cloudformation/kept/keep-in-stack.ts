import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { failure } from '../../../attempt/failure';
import type { StackContent } from '../change-set/change-set';
import { describeRows } from '../changes/losses';
import type { Row } from '../changes/row';
import { processedTemplateIn, processedTemplateOf, type StackState } from '../stack';
import { isStateful, nestedStackType } from '../stateful/is-stateful';
import { readableTemplate } from '../template';
import { keepResources } from './keep-resources';
import { isInert } from './reasons-not-to-keep';
import { keptResourcesIn } from './retained-resources';

interface Input {
  readonly client: CloudFormationClient;
  readonly stack: string;
  readonly change: string;
  readonly desired: StackContent;
  readonly state: StackState;
  readonly stateless: readonly string[];
}

/** What a change set that goes back would do. `removed`: the rows with data that would leave the stack. */
interface Going {
  /** The ARN. */
  readonly changeSet: string;
  readonly rows: readonly Row[];
  readonly removed: readonly Row[];
}

/**
 * What to make of a stack so that no data leaves it: the release with the resources added that would leave. `undefined` if nothing can be
 * added, or nothing needs to. Resources of nested stacks stay only with their whole stack, because their templates are not Slipway's.
 *
 * Both sides are compared as CloudFormation processed them, so that what macros and loops made is found. What is written is the release's
 * own template beside them.
 */
export async function keepInStack(
  input: Input,
  { changeSet, rows, removed }: Going,
): Promise<{ readonly desired: StackContent; readonly ids: readonly string[] } | undefined> {
  const { client, stack, change, desired, state } = input;
  const ids = [...new Set(removed.flatMap(keepableId))];
  if (ids.length === 0) return undefined;
  for (const id of ids) refuseHalfKept(input, id, rows);
  const now = { template: readableTemplate(await processedTemplateOf(client, stack), stack), parameters: state.parameters };
  const release = {
    template: readableTemplate(await processedTemplateIn(client, changeSet), 'the release'),
    written: readableTemplate(desired.template, 'the release'),
    parameters: desired.parameters,
  };
  const kept = keepResources({ ids, now, release, change });
  if (kept.kind === 'cannot keep')
    throw failure(`${ids.join(', ')} of ${stack} cannot be recreated, and cannot stay either: ${kept.because}`);
  return {
    desired: { ...desired, template: kept.template, parameters: kept.parameters },
    ids: keptResourcesIn(readableTemplate(kept.template, 'the release'), change),
  };
}

/** The logical id in the stack itself, of the resource or of the nested stack with which it goes. */
const keepableId = ({ path, goesWith }: Row): string[] => [goesWith ?? path].filter((id) => !id.includes('/'));

/** A nested stack stays as a whole or not at all: whatever runs in it would be the bad release's. */
function refuseHalfKept({ stack, stateless }: Input, id: string, rows: readonly Row[]): void {
  const running = rows.filter(
    ({ goesWith, type }) => goesWith === id && type !== nestedStackType && !isStateful(type, stateless) && !isInert(type),
  );
  if (running.length > 0)
    throw failure(
      `the nested stack ${id} of ${stack} has data that cannot be recreated, and cannot stay either: ${describeRows(running)} would stay with it`,
    );
}
