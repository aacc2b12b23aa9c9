/** Decides what blocks a request for lanes: first come, first served, and no change overtakes an earlier one of its pipeline. */
import type { LivingChange, Request, ServiceState } from './state';

type Ticket = Pick<Request, 'change' | 'ticket'>;

/** Why a request is not granted yet, for a person; `undefined` if nothing blocks it. */
export function blockerOf(state: ServiceState, request: Request): string | undefined {
  const stuck = request.lanes.flatMap((lane) => (state.stuck[lane] === undefined ? [] : [{ lane, ...state.stuck[lane] }]))[0];
  if (stuck !== undefined) return `${stuck.lane} is stuck: ${stuck.because}`;
  const held = request.lanes.map((lane) => ({ lane, holder: state.holders[lane] })).find(({ holder }) => holder !== undefined);
  if (held?.holder !== undefined) return `${held.holder.change} holds ${held.lane} for its stage ${held.holder.stage}`;
  const elder = elderAhead(state, request);
  if (elder !== undefined)
    return `${elder.id} was merged earlier and has not passed ${request.lanes.find((lane) => elder.ahead.includes(lane))} yet`;
  const earlier = state.waiting.slice(0, indexOf(state.waiting, request));
  // A request that is blocked by an elder claims no lane: it could not enter, and two pipelines would block each other.
  const first = earlier.find((other) => sharedLane(other, request) !== undefined && elderAhead(state, other) === undefined);
  return first && `${first.change} requested ${sharedLane(first, request)} before it`;
}

/** An earlier change of the same pipeline that has not entered one of the lanes yet. */
function elderAhead(state: ServiceState, request: Request): LivingChange | undefined {
  const change = state.living.find((living) => living.id === request.change);
  return state.living.find(
    (other) =>
      other.pipeline === change?.pipeline &&
      other.number < change.number &&
      other.ahead.some((lane) => request.lanes.includes(lane)),
  );
}

const sharedLane = (one: Request, other: Request): string | undefined => one.lanes.find((lane) => other.lanes.includes(lane));

const indexOf = (requests: readonly Request[], request: Request): number => {
  const index = requests.findIndex((other) => isSame(other, request));
  return index < 0 ? requests.length : index;
};

/** Whether two are the same request. */
export const isSame = (one: Ticket, other: Ticket): boolean => one.change === other.change && one.ticket === other.ticket;
