/**
 * The messages of traffic control: between changes and their service, and from merge hooks and clients to the service.
 *
 * Names and shapes on the wire are public for ever from the first release on: add, never change. Each message takes one JSON object.
 */
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Request, ServiceState } from '../../pipeline/lanes/state';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Trouble } from '../../pipeline/model/trouble';
import type { Merged } from './inputs';

/** To the service: a change was merged. Sent with signal-with-start, any number of times. */
export const merged = defineSignal<[Merged]>('merged');
/** To the service: the review of a change passed, so later reviews start from its commit. */
export const reviewed = defineSignal<[{ change: string }]>('reviewed');
/** To the service: a change whose gates are open asks for the lanes of a stage. */
export const arrived = defineSignal<[Request]>('arrived');
/** To the service: a change gives its lanes back; `good` is the release that finished its bake in all of them. */
export const finished = defineSignal<[Request & { good?: string }]>('finished');
/** To the service: what ran in a lane before the first touch was kept as a release. */
export const found = defineSignal<[{ lane: string; pipeline: string; release: string }]>('found');
/** To the service: a change has ended. */
export const ended = defineSignal<[{ change: string; outcome: ChangeOutcome }]>('ended');
/** To the service: another version of the workers is current. It only wakes the service, which then continues as new on that version. */
export const replaced = defineSignal<[{ current: string }]>('replaced');
/** To a change: it holds the lanes of a request now. `unknown` names those in which no release is known to be good yet. */
export const granted = defineSignal<[Request & { unknown: readonly string[] }]>('granted');
/** Of the service: its whole state, and its activities that have failed for minutes and are tried again. */
export const traffic = defineQuery<Traffic>('traffic');

export type Traffic = ServiceState & { readonly troubles?: readonly Trouble[] };

/** Of the service: the release that was last good in a lane. */
export const good = defineQuery<string | null, [{ lane: string; pipeline: string }]>('good');
