/** A service and its changes, played by hand: the state machine alone, without Temporal. */

import { applyEvent, newService } from '../../../pipeline/lanes/apply-event';
import type { ServiceCommand, ServiceEvent, ServiceState } from '../../../pipeline/lanes/state';
import type { ChangeOutcome } from '../../../pipeline/model/outcome';

export const delivered: ChangeOutcome = { kind: 'delivered', because: 'it is good everywhere' };

/** Holds a state, takes events and keeps every command that came of them. */
export class AService {
  state: ServiceState = newService('checkout');
  readonly commands: ServiceCommand[] = [];

  /** Takes an event and answers the commands that came of it. */
  take(event: ServiceEvent): readonly ServiceCommand[] {
    const { state, commands } = applyEvent(this.state, event);
    this.state = state;
    this.commands.push(...commands);
    return commands;
  }

  merge(id: string, lanes: readonly string[] = ['alpha', 'prod'], pipeline = 'app'): readonly ServiceCommand[] {
    return this.take({ kind: 'merged', id, pipeline, commit: `commit of ${id}`, lanes });
  }

  /** A change asks for lanes; answers who is granted what because of it. */
  arrive(change: string, ticket: number, ...lanes: string[]): string[] {
    return grantsIn(this.take({ kind: 'arrived', change, stage: lanes.join('+'), ticket, lanes }));
  }

  /** A change gives back what it asked for with a ticket; answers who is granted what because of it. */
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

  /** By lane, who holds it. */
  get held(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.state.holders).map(([lane, { change }]) => [lane, change]));
  }
}

/** `one: alpha`, for each grant. */
export const grantsIn = (commands: readonly ServiceCommand[]): string[] =>
  commands.flatMap((command) => (command.kind === 'grant' ? [`${command.change}: ${command.lanes.join(' ')}`] : []));
