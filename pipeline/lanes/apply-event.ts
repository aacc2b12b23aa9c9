/**
 * Traffic control of one service, as a pure state machine: events in, commands out. It knows every lane, who holds it, who waits, and
 * what is good where. The workflow `service` is a thin binding over it.
 *
 * Lanes are granted first come first served, all those of a request in one step: nobody holds a lane while waiting for another, so
 * nobody can wait in a circle. Changes of one pipeline do not overtake each other in any lane.
 */

import type { ChangeOutcome } from '../model/outcome';
import { blockerOf, isSame } from './blocker';
import type { AcceptedLane, Decision, LivingChange, MergedChange, Request, ServiceEvent, ServiceState } from './state';
import { endedWithoutAWord, heldBy, stuckText, withAccepted, withStuck } from './vanished';

/** Good releases kept for each lane and pipeline: a way back through several bad ones in a row. */
const goodKept = 10;
const endedKept = 20;

/** A service that has seen nothing yet. */
export const newService = (service: string): ServiceState => ({
  service,
  numbers: {},
  reviewed: {},
  living: [],
  waiting: [],
  holders: {},
  stuck: {},
  accepted: [],
  good: {},
  ended: [],
});

/** What the event changes, and what is to be done about it. The same event told twice changes nothing the second time. */
export function decide(state: ServiceState, event: ServiceEvent): Decision {
  switch (event.kind) {
    case 'merged':
      return merged(state, event);
    case 'gone':
      return admit(without(state, event.change));
    case 'started':
      return { state: started(state, event.change), commands: [] };
    case 'vanished':
      return vanished(state, event.change);
    case 'accepted':
      return admit(accepted(state, event));
    case 'reviewed':
      return { state: reviewed(state, event.change), commands: [] };
    case 'found':
      return { state: goodAt(state, event.lane, event) === null ? withGood(state, [event.lane], event) : state, commands: [] };
    case 'arrived':
      return admit(arrived(state, event));
    case 'finished':
      return admit(finished(state, event));
    case 'ended':
      return admit(ended(state, event.change, event.outcome));
  }
}

/** The release that a way back goes to in a lane; `null` where nothing is known to be good. */
export const goodAt = (state: ServiceState, lane: string, { pipeline }: { pipeline: string }): string | null =>
  state.good[lane]?.[pipeline]?.at(-1) ?? null;

function merged(state: ServiceState, { id, pipeline, commit, lanes }: MergedChange): Decision {
  if (state.living.some((change) => change.id === id) || state.ended.some((change) => change.id === id))
    return { state, commands: [] };
  const number = (state.numbers[pipeline] ?? 0) + 1;
  return {
    state: {
      ...state,
      numbers: { ...state.numbers, [pipeline]: number },
      living: [...state.living, { id, pipeline, number, commit, ahead: lanes, started: false, ticket: 0 }],
    },
    commands: [{ kind: 'start', change: id, number, base: state.reviewed[pipeline]?.commit ?? null }],
  };
}

const started = (state: ServiceState, id: string): ServiceState => ({
  ...state,
  living: state.living.map((change) => (change.id === id ? { ...change, started: true } : change)),
});

function reviewed(state: ServiceState, id: string): ServiceState {
  const change = state.living.find((living) => living.id === id);
  if (change === undefined || (state.reviewed[change.pipeline]?.number ?? 0) > change.number) return state;
  return { ...state, reviewed: { ...state.reviewed, [change.pipeline]: { number: change.number, commit: change.commit } } };
}

function arrived(state: ServiceState, { change, stage, ticket, lanes }: Request): ServiceState {
  const living = state.living.find(({ id }) => id === change);
  if (living === undefined || living.ticket >= ticket) return state;
  return { ...withChange(state, { ...living, ticket }), waiting: [...state.waiting, { change, stage, ticket, lanes }] };
}

/**
 * Frees every lane of the request, also where its grant is still on its way. A holder that nothing became good of may have touched
 * nothing and come again: until it does, or ends, those behind it stay behind it.
 */
function finished(state: ServiceState, { change, ticket, good }: Request & { readonly good?: string }): ServiceState {
  const living = state.living.find(({ id }) => id === change);
  if (living === undefined) return state;
  const held = Object.values(state.holders).find((holder) => isSame(holder, { change, ticket }))?.lanes ?? [];
  const ahead = good === undefined ? [...held, ...living.ahead.filter((lane) => !held.includes(lane))] : living.ahead;
  const known = withChange(state, { ...living, ahead, ticket: Math.max(living.ticket, ticket) });
  const freed = withoutRequests(known, (request) => isSame(request, { change, ticket }));
  return good === undefined ? freed : withGood(freed, held, { pipeline: living.pipeline, release: good });
}

function ended(state: ServiceState, id: string, { kind, because }: ChangeOutcome): ServiceState {
  const change = state.living.find((living) => living.id === id);
  if (change === undefined) return state;
  return { ...without(state, id), ended: [...state.ended, { id, number: change.number, kind, because }].slice(-endedKept) };
}

/**
 * It waits for nothing any more and nobody waits behind it, but what it held may be in any state: those lanes stay held, and stuck.
 * Of a change that is known to be over nothing is left to say.
 */
function vanished(state: ServiceState, id: string): Decision {
  const change = state.living.find((living) => living.id === id);
  if (change === undefined) return { state, commands: [] };
  const lanes = heldBy(state, id);
  const record = endedWithoutAWord(id, change.number);
  const rest = admit({
    ...withStuck(state, id),
    living: state.living.filter((living) => living.id !== id),
    waiting: state.waiting.filter((request) => request.change !== id),
    ended: [...state.ended, record].slice(-endedKept),
  });
  return lanes.length === 0
    ? rest
    : { state: rest.state, commands: [{ kind: 'tell', change: id, text: stuckText(lanes) }, ...rest.commands] };
}

const accepted = (state: ServiceState, { lane, by, why, at }: Omit<AcceptedLane, 'change'>): ServiceState =>
  withAccepted(state, { lane, by, why, at });

/** Grants what can be granted, in the order of asking. */
function admit(state: ServiceState): Decision {
  const next = state.waiting.find((request) => blockerOf(state, request) === undefined);
  if (next === undefined) return { state, commands: [] };
  const rest = admit({
    ...state,
    waiting: state.waiting.filter((request) => request !== next),
    holders: { ...state.holders, ...Object.fromEntries(next.lanes.map((lane) => [lane, next])) },
    living: state.living.map((change) =>
      change.id === next.change ? { ...change, ahead: change.ahead.filter((lane) => !next.lanes.includes(lane)) } : change,
    ),
  });
  return { state: rest.state, commands: [{ kind: 'grant', ...next }, ...rest.commands] };
}

const withChange = (state: ServiceState, changed: LivingChange): ServiceState => ({
  ...state,
  living: state.living.map((change) => (change.id === changed.id ? changed : change)),
});

const without = (state: ServiceState, change: string): ServiceState => ({
  ...withoutRequests(state, (request) => request.change === change),
  living: state.living.filter((living) => living.id !== change),
});

const withoutRequests = (state: ServiceState, gone: (request: Request) => boolean): ServiceState => ({
  ...state,
  waiting: state.waiting.filter((request) => !gone(request)),
  // A stuck lane is freed by a person's word alone, whatever is heard of its holder.
  holders: Object.fromEntries(Object.entries(state.holders).filter(([lane, holder]) => state.stuck[lane] || !gone(holder))),
});

function withGood(
  state: ServiceState,
  lanes: readonly string[],
  { pipeline, release }: { pipeline: string; release: string },
): ServiceState {
  const added = lanes.map((lane) => {
    const before = (state.good[lane]?.[pipeline] ?? []).filter((other) => other !== release);
    return [lane, { ...state.good[lane], [pipeline]: [...before, release].slice(-goodKept) }] as const;
  });
  return { ...state, good: { ...state.good, ...Object.fromEntries(added) } };
}
