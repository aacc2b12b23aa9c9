/**
 * Traffic control of one service, as a pure state machine: an event in, the next state and commands out. It knows every lane, who holds it,
 * who waits, and which releases are good where. The workflow `service` delivers the events and carries out the commands.
 */

import type { ChangeOutcome } from '../model/outcome';
import { isSame } from './blocker';
import { goodAt, withGood } from './good-releases';
import { grantLanes } from './grant';
import type { LivingChange, MergedChange, Request, ServiceEvent, ServiceState, Transition } from './state';
import { withChange, withEnded, withoutChange, withoutRequests } from './update';
import { describeStuckLanes, lanesHeldBy, vanishedRecord, withAccepted, withStuck } from './vanished';

/** A service that has received no event yet. */
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

/** What an event changes, and which commands follow from it. Idempotent: the same event a second time changes nothing. */
export function applyEvent(state: ServiceState, event: ServiceEvent): Transition {
  switch (event.kind) {
    case 'merged':
      return merge(state, event);
    case 'gone':
      return grantLanes(withoutChange(state, event.change));
    case 'started':
      return { state: markStarted(state, event.change), commands: [] };
    case 'vanished':
      return removeVanished(state, event.change);
    case 'accepted':
      return grantLanes(withAccepted(state, { lane: event.lane, by: event.by, why: event.why, at: event.at }));
    case 'reviewed':
      return { state: recordReview(state, event.change), commands: [] };
    case 'found':
      return { state: goodAt(state, event.lane, event) === null ? withGood(state, [event.lane], event) : state, commands: [] };
    case 'arrived':
      return grantLanes(enqueue(state, event));
    case 'finished':
      return grantLanes(returnLanes(state, event));
    case 'ended':
      return grantLanes(end(state, event.change, event.outcome));
  }
}

const changeIn = (state: ServiceState, id: string): LivingChange | undefined => state.living.find((change) => change.id === id);

function merge(state: ServiceState, { id, pipeline, commit, lanes }: MergedChange): Transition {
  if ([...state.living, ...state.ended].some((change) => change.id === id)) return { state, commands: [] };
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

function markStarted(state: ServiceState, id: string): ServiceState {
  const change = changeIn(state, id);
  return change === undefined ? state : withChange(state, { ...change, started: true });
}

function recordReview(state: ServiceState, id: string): ServiceState {
  const change = changeIn(state, id);
  if (change === undefined || (state.reviewed[change.pipeline]?.number ?? 0) > change.number) return state;
  return { ...state, reviewed: { ...state.reviewed, [change.pipeline]: { number: change.number, commit: change.commit } } };
}

function enqueue(state: ServiceState, { change: id, stage, ticket, lanes }: Request): ServiceState {
  const change = changeIn(state, id);
  if (change === undefined || change.ticket >= ticket) return state;
  return { ...withChange(state, { ...change, ticket }), waiting: [...state.waiting, { change: id, stage, ticket, lanes }] };
}

/**
 * Frees every lane of the request, even if its grant has not arrived yet. If nothing became good there, the change may have touched nothing
 * and may request the lanes again, so the changes behind it stay behind it until it does or ends.
 */
function returnLanes(state: ServiceState, { change: id, ticket, good }: Request & { readonly good?: string }): ServiceState {
  const change = changeIn(state, id);
  if (change === undefined) return state;
  const request = { change: id, ticket };
  const held = Object.values(state.holders).find((holder) => isSame(holder, request))?.lanes ?? [];
  const ahead = good === undefined ? [...held, ...change.ahead.filter((lane) => !held.includes(lane))] : change.ahead;
  const updated = withChange(state, { ...change, ahead, ticket: Math.max(change.ticket, ticket) });
  const freed = withoutRequests(updated, (other) => isSame(other, request));
  return good === undefined ? freed : withGood(freed, held, { pipeline: change.pipeline, release: good });
}

function end(state: ServiceState, id: string, { kind, because }: ChangeOutcome): ServiceState {
  const change = changeIn(state, id);
  return change === undefined ? state : withEnded(withoutChange(state, id), { id, number: change.number, kind, because });
}

/**
 * The change waits for nothing any more and nobody waits behind it. But what it held may be in any state, so those lanes stay held and
 * become stuck. Does nothing for a change that has reported its end.
 */
function removeVanished(state: ServiceState, id: string): Transition {
  const change = changeIn(state, id);
  if (change === undefined) return { state, commands: [] };
  const lanes = lanesHeldBy(state, id);
  const stuck = withStuck(state, id);
  const granted = grantLanes({
    ...withEnded(stuck, vanishedRecord(id, change.number)),
    living: stuck.living.filter((living) => living.id !== id),
    waiting: stuck.waiting.filter((request) => request.change !== id),
  });
  if (lanes.length === 0) return granted;
  const notice = { kind: 'notifyPeople', change: id, text: describeStuckLanes(lanes) } as const;
  return { state: granted.state, commands: [notice, ...granted.commands] };
}
