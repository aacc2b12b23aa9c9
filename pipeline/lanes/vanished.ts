/** What traffic control makes of changes that ended without a word, and of the lanes they held. */
import type { AcceptedLane, EndedChange, ServiceState, StuckLane } from './state';

const acceptedKept = 20;

/** The lanes that a change holds and that are not known to be stuck yet. */
export const heldBy = (state: ServiceState, change: string): string[] =>
  Object.entries(state.holders).flatMap(([lane, holder]) =>
    holder.change === change && state.stuck[lane] === undefined ? [lane] : [],
  );

/**
 * The changes that somebody waits for: whoever holds a wanted lane, or has still to enter it. Each must be looked after while others
 * wait, because one that vanished would keep them waiting for ever. What is stuck already needs a person, and no look.
 */
export function waitedFor(state: ServiceState): string[] {
  const wanted = new Set(state.waiting.flatMap((request) => request.lanes));
  const holders = [...wanted].flatMap((lane) => (state.stuck[lane] === undefined ? (state.holders[lane]?.change ?? []) : []));
  const elders = state.living
    .filter(({ started, ahead }) => started && ahead.some((lane) => wanted.has(lane)))
    .map(({ id }) => id);
  return [...new Set([...holders, ...elders])].sort();
}

/** The state in which lanes of a change that vanished are stuck: still held, by nobody who will ever give them back. */
export function withStuck(state: ServiceState, change: string): ServiceState {
  const lanes = heldBy(state, change);
  const stuck = lanes.map((lane): [string, StuckLane] => [
    lane,
    { change, because: `${change} held it for its stage ${state.holders[lane]?.stage} and ended without a word` },
  ]);
  return { ...state, stuck: { ...state.stuck, ...Object.fromEntries(stuck) } };
}

/** The record of a change that vanished, for people. */
export const endedWithoutAWord = (id: string, number: number): EndedChange => ({
  id,
  number,
  kind: 'vanished',
  because: 'it ended without a word: somebody terminated it, say',
});

/** What people are told of lanes that are stuck. */
export const stuckText = (lanes: readonly string[]): string =>
  `ended without a word, so ${lanes.join(', ')} ${lanes.length === 1 ? 'is' : 'are'} stuck: see what runs there, and that nothing below the change is open any more; then ${lanes.map((lane) => `\`slipway accept ${lane} --why …\``).join(', ')}`;

/** Frees a lane that a person has accepted; told twice, the second time it frees nothing. */
export function withAccepted(state: ServiceState, accepted: Omit<AcceptedLane, 'change'>): ServiceState {
  const { [accepted.lane]: stuck, ...others } = state.stuck;
  if (stuck === undefined) return state;
  const { [accepted.lane]: _, ...holders } = state.holders;
  const kept = [...state.accepted, { ...accepted, change: stuck.change }].slice(-acceptedKept);
  return { ...state, stuck: others, holders, accepted: kept };
}

/** Why a lane cannot be accepted; `undefined` if it waits for just that. */
export function notStuck(state: ServiceState, lane: string): string | undefined {
  if (state.stuck[lane] !== undefined) return undefined;
  const holder = state.holders[lane];
  const stuck = Object.keys(state.stuck);
  if (holder !== undefined)
    return `${lane} is not stuck: ${holder.change} holds it and is open. To stop that: slipway cancel ${holder.change}`;
  return `${lane} is not stuck: nobody holds it${stuck.length === 0 ? '' : `. Stuck is ${stuck.join(', ')}`}`;
}
