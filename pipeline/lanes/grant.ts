import { blockerOf } from './blocker';
import type { ServiceState, Transition } from './state';

/**
 * Grants every request that nothing blocks, in the order in which they came. All lanes of a request are granted in one step: no change holds
 * a lane while it waits for another, so there is no deadlock. `blockerOf` decides what blocks a request.
 */
export function grantLanes(state: ServiceState): Transition {
  const next = state.waiting.find((request) => blockerOf(state, request) === undefined);
  if (next === undefined) return { state, commands: [] };
  const rest = grantLanes({
    ...state,
    waiting: state.waiting.filter((request) => request !== next),
    holders: { ...state.holders, ...Object.fromEntries(next.lanes.map((lane) => [lane, next])) },
    living: state.living.map((change) =>
      change.id === next.change ? { ...change, ahead: change.ahead.filter((lane) => !next.lanes.includes(lane)) } : change,
    ),
  });
  return { state: rest.state, commands: [{ kind: 'grant', ...next }, ...rest.commands] };
}
