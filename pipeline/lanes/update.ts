/** Updates of the state that several events share. Each returns a new state. */
import type { EndedChange, LivingChange, Request, ServiceState } from './state';

/** Ended changes kept for people. */
const endedKept = 20;

/** The state with a newer version of a living change. */
export const withChange = (state: ServiceState, changed: LivingChange): ServiceState => ({
  ...state,
  living: state.living.map((change) => (change.id === changed.id ? changed : change)),
});

/** The state without a change, its requests and the lanes that it held. */
export const withoutChange = (state: ServiceState, id: string): ServiceState => ({
  ...withoutRequests(state, (request) => request.change === id),
  living: state.living.filter((change) => change.id !== id),
});

/** The state without some requests, waiting or granted. A stuck lane stays held: only a person frees it. */
export const withoutRequests = (state: ServiceState, isRemoved: (request: Request) => boolean): ServiceState => ({
  ...state,
  waiting: state.waiting.filter((request) => !isRemoved(request)),
  holders: Object.fromEntries(Object.entries(state.holders).filter(([lane, holder]) => state.stuck[lane] || !isRemoved(holder))),
});

/** The state with the record of a change that has ended. */
export const withEnded = (state: ServiceState, record: EndedChange): ServiceState => ({
  ...state,
  ended: [...state.ended, record].slice(-endedKept),
});
