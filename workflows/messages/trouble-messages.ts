/**
 * The messages about activities that fail again and again: from the activity to its workflow, and from a level to its change.
 *
 * Names and shapes on the wire are public for ever from the first release on: add, never change. Each message takes one JSON object.
 */
import { defineSignal } from '@temporalio/workflow';
import type { Recovery, Trouble } from '../../pipeline/model/trouble';

/** An activity has failed for minutes, and is tried again. Sent again when its error changes. */
export const troubled = defineSignal<[Trouble]>('troubled');
/** The activity of an earlier `troubled` works again, or has ended. */
export const recovered = defineSignal<[Recovery]>('recovered');
