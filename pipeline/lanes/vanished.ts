/** Changes that vanished: their workflow ended without reporting it, so the lanes that they held are stuck. */
import type { AcceptedLane, EndedChange, ServiceState, StuckLane } from './state';

/** Accepted lanes kept for people. */
const acceptedKept = 20;

/** The lanes that a change holds and that are not stuck yet. */
export const lanesHeldBy = (state: ServiceState, change: string): string[] =>
  Object.entries(state.holders).flatMap(([lane, holder]) =>
    holder.change === change && state.stuck[lane] === undefined ? [lane] : [],
  );

/**
 * The changes that others wait for: those that hold a requested lane or have still to enter it. They must be watched meanwhile, because one
 * that vanished would block the others for ever. Holders of stuck lanes are not among them: these lanes already wait for a person.
 */
export function changesWaitedFor(state: ServiceState): string[] {
  const requested = new Set(state.waiting.flatMap((request) => request.lanes));
  const holders = [...requested].flatMap((lane) => (state.stuck[lane] === undefined ? (state.holders[lane]?.change ?? []) : []));
  const elders = state.living
    .filter(({ started, ahead }) => started && ahead.some((lane) => requested.has(lane)))
    .map(({ id }) => id);
  return [...new Set([...holders, ...elders])].sort();
}

/** The state in which the lanes of a vanished change are stuck: still held, because nobody will ever return them. */
export function withStuck(state: ServiceState, change: string): ServiceState {
  const lanes = lanesHeldBy(state, change);
  const stuck = lanes.map((lane): [string, StuckLane] => [
    lane,
    { change, because: `${change} held it for its stage ${state.holders[lane]?.stage} and ended without reporting it` },
  ]);
  return { ...state, stuck: { ...state.stuck, ...Object.fromEntries(stuck) } };
}

/** The record of a vanished change, for people. */
export const vanishedRecord = (id: string, number: number): EndedChange => ({
  id,
  number,
  kind: 'vanished',
  because: 'it ended without reporting it: it may have been terminated',
});

/** What people are told when lanes become stuck. */
export const describeStuckLanes = (lanes: readonly string[]): string =>
  `it ended without reporting it, so ${lanes.join(', ')} ${lanes.length === 1 ? 'is' : 'are'} stuck: check what runs there and that nothing below the change is still open, then run ${lanes.map((lane) => `\`slipway accept ${lane} --why …\``).join(', ')}`;

/** The state in which a person has freed a stuck lane. Idempotent. */
export function withAccepted(state: ServiceState, accepted: Omit<AcceptedLane, 'change'>): ServiceState {
  const { [accepted.lane]: stuck, ...others } = state.stuck;
  if (stuck === undefined) return state;
  const { [accepted.lane]: _, ...holders } = state.holders;
  const kept = [...state.accepted, { ...accepted, change: stuck.change }].slice(-acceptedKept);
  return { ...state, stuck: others, holders, accepted: kept };
}

/** Why a lane cannot be accepted; `undefined` if it is stuck and can. */
export function acceptLaneProblem(state: ServiceState, lane: string): string | undefined {
  if (state.stuck[lane] !== undefined) return undefined;
  const holder = state.holders[lane];
  if (holder !== undefined)
    return `${lane} is not stuck, ${holder.change} holds it and is open: to stop it, run slipway cancel ${holder.change}`;
  const stuck = Object.keys(state.stuck);
  return `${lane} is not stuck, and no change holds it${stuck.length === 0 ? '' : `: name one of ${stuck.join(', ')}`}`;
}
