/** A service for tests: the state machine alone, without Temporal. */

import { applyEvent, newService } from '../../../pipeline/lanes/apply-event';
import type { ServiceCommand, ServiceEvent, ServiceState } from '../../../pipeline/lanes/state';
import type { ChangeOutcome } from '../../../pipeline/model/outcome';

export const delivered: ChangeOutcome = { kind: 'delivered', because: 'it is good everywhere' };

/** Holds a state, applies events to it, and keeps every command. */
export class AService {
  state: ServiceState = newService('checkout');
  readonly commands: ServiceCommand[] = [];

  /** Applies an event, and returns the commands that follow from it. */
  take(event: ServiceEvent): readonly ServiceCommand[] {
    const { state, commands } = applyEvent(this.state, event);
    this.state = state;
    this.commands.push(...commands);
    return commands;
  }

  merge(id: string, lanes: readonly string[] = ['alpha', 'prod'], pipeline = 'app'): readonly ServiceCommand[] {
    return this.take({ kind: 'merged', id, pipeline, commit: `commit of ${id}`, lanes });
  }

  /** A change requests lanes. Returns the grants that follow. */
  arrive(change: string, ticket: number, ...lanes: string[]): string[] {
    return grantsIn(this.take({ kind: 'arrived', change, stage: lanes.join('+'), ticket, lanes }));
  }

  /** A change returns the lanes of a ticket. Returns the grants that follow. */
  finish(change: string, ticket: number, good?: string): string[] {
    const held = Object.values(this.state.holders).find((holder) => holder.change === change && holder.ticket === ticket);
    const lanes = held?.lanes ?? [];
    return grantsIn(
      this.take({ kind: 'finished', change, stage: lanes.join('+'), ticket, lanes, ...(good !== undefined && { good }) }),
    );
  }

  end(change: string): string[] {
    return grantsIn(this.take({ kind: 'ended', change, outcome: delivered }));
  }

  /** The holder of each lane. */
  get held(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.state.holders).map(([lane, { change }]) => [lane, change]));
  }
}

/** Each grant as `one: alpha`. */
export const grantsIn = (commands: readonly ServiceCommand[]): string[] =>
  commands.flatMap((command) => (command.kind === 'grant' ? [`${command.change}: ${command.lanes.join(' ')}`] : []));
