/** Whose an empty stack is: one that a change set has created, and that nobody has executed (`REVIEW_IN_PROGRESS`). */
import type { ChangeSetSummary } from '@aws-sdk/client-cloudformation';
import { pipelineOf } from '../../../../pipeline/model/ids';
import { changeIn, isOurName } from '../change-set/name';

/** `ours`: only changes of this pipeline prepare something there. `bare`: it has no change set, so nobody knows. */
export type Owner =
  | { readonly kind: 'ours' }
  | { readonly kind: 'bare' }
  /** `because`: the change sets of others, with their dates. */
  | { readonly kind: 'others'; readonly because: string };

/** Judges by its change sets: Slipway's have names of their own, and name the change in their description. */
export function ownerOf(changeSets: readonly ChangeSetSummary[], change: string): Owner {
  const others = changeSets.filter((changeSet) => !isOurs(changeSet, change));
  if (others.length > 0) return { kind: 'others', because: others.map(describe).join(', ') };
  return { kind: changeSets.length > 0 ? 'ours' : 'bare' };
}

const isOurs = ({ ChangeSetName: name = '', Description }: ChangeSetSummary, change: string): boolean =>
  isOurName(name) && pipelineOf(changeIn(Description) ?? change) === pipelineOf(change);

const describe = ({ ChangeSetName, CreationTime, Description }: ChangeSetSummary): string =>
  `change set ${ChangeSetName}${CreationTime === undefined ? '' : ` of ${CreationTime.toISOString()}`}${Description ? ` (${Description})` : ''}`;
