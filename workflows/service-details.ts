import { blockerOf } from '../pipeline/blocker';
import { shortChange } from '../pipeline/ids';
import type { Request, ServiceState } from '../pipeline/service-state';
import { table } from './table';

/** A service as a small table for the Temporal Web UI: each lane, who holds it, who waits and why. */
export function serviceDetails(state: ServiceState): string {
  const lanes = [
    ...new Set([...Object.keys(state.good), ...Object.keys(state.holders), ...state.waiting.flatMap((request) => request.lanes)]),
  ];
  const rows = lanes.sort().map((lane) => {
    const holder = state.holders[lane];
    const waiting = state.waiting.filter((request) => request.lanes.includes(lane));
    const why = (request: Request) => `${shortChange(request.change)}: ${blockerOf(state, request) ?? 'about to be granted'}`;
    return [
      lane,
      holder === undefined
        ? 'free'
        : `${shortChange(holder.change)}, stage ${holder.stage}${state.stuck[lane] ? ': **stuck**' : ''}`,
      waiting.map(why).join('; '),
    ];
  });
  const ended = [...state.ended].reverse().map(({ id, kind, because }) => `- ${shortChange(id)} ${kind}: ${because}`);
  return [`**${state.service}**`, '', ...table(['lane', 'held by', 'waiting'], rows), '', ...ended].join('\n');
}
