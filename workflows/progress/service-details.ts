import { blockerOf } from '../../pipeline/lanes/blocker';
import type { Request, ServiceState } from '../../pipeline/lanes/state';
import { shortChange } from '../../pipeline/model/ids';
import type { Trouble } from '../../pipeline/model/trouble';
import { brief, someOf, table } from './table';
import { troubleLines } from './trouble-lines';

/** A service as a small table for the Temporal Web UI: each lane, who holds it and who waits there; below it, why each waits. */
export function serviceDetails(state: ServiceState, troubles: readonly Trouble[] = []): string {
  const lanes = [
    ...new Set([...Object.keys(state.good), ...Object.keys(state.holders), ...state.waiting.flatMap((request) => request.lanes)]),
  ];
  const rows = lanes.sort().map((lane) => [lane, holderOf(state, lane), waitingFor(state, lane)]);
  const ended = [...state.ended].reverse().map(({ id, kind, because }) => `- ${shortChange(id)} ${kind}: ${brief(because)}`);
  return [
    `**${state.service}**`,
    ...section('stuck', Object.entries(state.stuck).map(stuckLine)),
    ...troubleLines(troubles),
    '',
    ...table(['lane', 'held by', 'waiting'], rows),
    ...section(
      'waiting',
      state.waiting.map((request) => waitLine(state, request)),
    ),
    ...section('ended, newest first', ended),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `**${title}**`, '', ...lines];

function holderOf({ holders, stuck }: ServiceState, lane: string): string {
  const holder = holders[lane];
  if (holder === undefined) return 'free';
  return `${shortChange(holder.change)}, stage ${holder.stage}${stuck[lane] ? ': **stuck**' : ''}`;
}

const waitingFor = ({ waiting }: ServiceState, lane: string): string =>
  someOf(waiting.filter(({ lanes }) => lanes.includes(lane)).map(({ change }) => shortChange(change)));

/** One line per request, not per lane: a wave asks for many lanes at a time. */
const waitLine = (state: ServiceState, request: Request): string =>
  `- ${shortChange(request.change)}, stage ${request.stage}: ${brief(blockerOf(state, request) ?? 'about to be granted')}`;

const stuckLine = ([lane, { because }]: [string, { readonly because: string }]): string =>
  `- ${lane}: ${brief(because)}. Look at what runs there, then send the update or signal \`acceptLane\`: \`{"lane": "${lane}", "by": "your name", "why": "what you saw"}\``;
