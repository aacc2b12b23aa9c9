/** What a rollback left, as its outcome says it. */
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Left } from '../../../../pipeline/model/outcome';
import { describeRows, lossesOf } from '../changes/losses';
import type { Row } from '../changes/row';
import { templateOf } from '../stack';
import { readableTemplate } from '../template';
import { keptResourcesIn, mayHaveKeptResources } from './retained-resources';

/** What an earlier attempt of the same rollback kept in a stack, so that a retry reports the same. */
export async function leftByEarlierAttempt(client: CloudFormationClient, stack: string, change: string): Promise<Left[]> {
  const text = await templateOf(client, stack);
  return mayHaveKeptResources(text) ? leftResources(stack, keptResourcesIn(readableTemplate(text, stack), change)) : [];
}

/** What stays in a stack beside its release. */
export const leftResources = (stack: string, kept: readonly string[]): Left[] =>
  kept.length === 0
    ? []
    : [
        {
          what: `${stack} keeps ${kept.join(', ')}, which the release does not have and whose data cannot be recreated`,
          action:
            'a later change that has it takes it over; one that does not have it removes it from the stack without deleting it: delete it yourself if nobody needs it',
        },
      ];

/** What a rollback created anew, because the stack no longer existed. */
export const leftEmptied = (stack: string, added: readonly Row[]): Left[] =>
  added.length === 0
    ? []
    : [
        {
          what: `${stack} no longer existed and is created anew: ${describeRows(added)} has none of its data`,
          action: 'find out who deleted the stack, and restore the data from a backup',
        },
      ];

/** What leaves a nested stack, whose template nobody can add to, and exists on. */
export function leftOutside(stack: string, rows: readonly Row[], stateless: readonly string[]): Left[] {
  const retained = lossesOf(rows, stateless).removed.filter(({ policy }) => policy === 'Retain');
  return retained.length === 0
    ? []
    : [
        {
          what: `${describeRows(retained)} is no longer in ${stack}, and exists on`,
          action: 'import it into a stack again, or delete it yourself if nobody needs it',
        },
      ];
}
