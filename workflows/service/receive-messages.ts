import { type SignalDefinition, setHandler, log as workflowLog } from '@temporalio/workflow';
import { goodAt } from '../../pipeline/lanes/good-releases';
import { acceptLaneProblem } from '../../pipeline/lanes/vanished';
import * as commands from '../messages/commands';
import { receive } from '../messages/receive';
import * as serviceMessages from '../messages/service-messages';
import { isEnding, isFound, isMerge, isOfChange, isRequest, problemWith } from '../messages/validate';
import { receiveOwnTroubles } from '../people/troubles';
import { acceptLane } from './accept-lane';
import type { TrafficControl } from './traffic-control';

/** Registers every signal, update and query of the service; call it before the first await. */
export function receiveMessages(control: TrafficControl): void {
  receiveSignals(control);
  receiveOwnTroubles(control);
  receive(
    { signal: commands.acceptLane, update: commands.acceptLaneUpdate },
    {
      description:
        'Free a lane whose holder vanished: {"lane": "prod/us-east-1", "by": "your name", "why": "what you saw there"}',
      problem: (command) => problemWith.acceptLane(command) ?? acceptLaneProblem(control.state, command.lane),
      act: (command) => acceptLane(command, control),
    },
  );
  setHandler(
    serviceMessages.traffic,
    () => ({ ...control.state, ...(control.troubles.length > 0 && { troubles: control.troubles }) }),
    {
      description: 'Its whole state: lanes, who holds them, who waits, what is good',
    },
  );
  setHandler(serviceMessages.good, ({ lane, pipeline }) => goodAt(control.state, lane, { pipeline }), {
    description: 'The release that was last good in a lane: {"lane": "prod/us-east-1", "pipeline": "the pipeline"}',
  });
}

function receiveSignals(control: TrafficControl): void {
  const { service } = control.state;
  on(
    { signal: serviceMessages.merged, description: 'From a merge hook: this commit was merged into this pipeline' },
    (message) => isMerge(message, service),
    (message) => control.takeMerge(message),
  );
  on({ signal: serviceMessages.reviewed, description: 'From a change: its review passed' }, isOfChange, (message) =>
    control.take({ kind: 'reviewed', ...message }),
  );
  on({ signal: serviceMessages.arrived, description: 'From a change: it asks for the lanes of a stage' }, isRequest, (message) =>
    control.take({ kind: 'arrived', ...message }),
  );
  on({ signal: serviceMessages.finished, description: 'From a change: it gives lanes back' }, isRequest, (message) =>
    control.take({ kind: 'finished', ...message }),
  );
  on(
    { signal: serviceMessages.found, description: 'From a change: what ran in a lane before the first touch is kept' },
    isFound,
    (message) => control.take({ kind: 'found', ...message }),
  );
  on({ signal: serviceMessages.ended, description: 'From a change: it has ended' }, isEnding, (message) =>
    control.take({ kind: 'ended', ...message }),
  );
  // Nothing to do: the workflow task that the signal brings says which version is current.
  setHandler(serviceMessages.replaced, () => {}, { description: 'From a worker: another version is current, so move to it' });
}

/** A signal may be sent by hand: one that is malformed must not stop the service for all, so it is ignored, with a line in the log. */
function on<M>(
  { signal, description }: { readonly signal: SignalDefinition<[M]>; readonly description: string },
  isValid: (message: unknown) => boolean,
  act: (message: M) => void,
): void {
  setHandler(
    signal,
    (message) => {
      if (isValid(message)) act(message);
      else workflowLog.error(`a signal "${signal.name}" is ignored: its fields are missing or of the wrong type`);
    },
    { description },
  );
}
