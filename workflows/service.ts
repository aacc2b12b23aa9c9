import {
  allHandlersFinished,
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  makeContinueAsNewFunc,
  type SignalDefinition,
  setCurrentDetails,
  setHandler,
  TemporalFailure,
  upsertSearchAttributes,
  workflowInfo,
  log as workflowLog,
} from '@temporalio/workflow';
import { applyEvent, newService } from '../pipeline/lanes/apply-event';
import { goodAt } from '../pipeline/lanes/good-releases';
import type { Request, ServiceCommand, ServiceEvent, ServiceState } from '../pipeline/lanes/state';
import { acceptLaneProblem, changesWaitedFor } from '../pipeline/lanes/vanished';
import { below, changeId, laneOf, short } from '../pipeline/model/ids';
import type { Pipeline } from '../pipeline/model/pipeline';
import { quick } from './activities';
import * as messages from './messages/messages';
import { hear, refusal } from './messages/receive';
import { statusAttribute } from './messages/search-attributes';
import { isEnding, isFound, isMerge, isOfChange, isRequest, wrongWith } from './messages/validate';
import { notifyPeople } from './people/notify';
import { serviceDetails } from './progress/service-details';
import { Watchman } from './service/watch-for-vanished';
import { reasonOf } from './setback';

/**
 * Traffic control of one service: a long-lived thin binding of messages over the state machine in `pipeline/lanes/apply-event`. Events are taken
 * the moment they come, so that a query always sees them; what follows from them is done one after the other.
 */
export async function service(input: messages.ServiceInput): Promise<void> {
  await CancellationScope.nonCancellable(() => control(input)); // cancelled, it would forget who holds what
}

async function control({ service: name, state: handedOver }: messages.ServiceInput): Promise<void> {
  let state = { ...newService(name), ...handedOver }; // one that was handed over by older code may lack what is newer
  const outbox: ServiceCommand[] = [];
  const merges = new Map<string, messages.Merged>();
  const watchman = new Watchman((change) => take({ kind: 'vanished', change }));

  on(
    told(messages.merged, 'A merge hook: this commit was merged into this pipeline'),
    (message) => isMerge(message, name),
    takeMerge,
  );
  on(told(messages.reviewed, 'A change: its review passed'), isOfChange, (message) => take({ kind: 'reviewed', ...message }));
  on(told(messages.arrived, 'A change: it asks for the lanes of a stage'), isRequest, (message) =>
    take({ kind: 'arrived', ...message }),
  );
  on(told(messages.finished, 'A change: it gives lanes back'), isRequest, (message) => take({ kind: 'finished', ...message }));
  on(told(messages.found, 'A change: what ran in a lane before the first touch is kept'), isFound, (message) =>
    take({ kind: 'found', ...message }),
  );
  on(told(messages.ended, 'A change: it is over'), isEnding, (message) => take({ kind: 'ended', ...message }));
  hear(
    { signal: messages.acceptLane, update: messages.acceptLaneUpdate },
    {
      description:
        'Free a lane whose holder vanished: {"lane": "prod/us-east-1", "by": "your name", "why": "what you saw there"}',
      wrong: (word) => wrongWith.acceptLane(word) ?? acceptLaneProblem(state, word.lane),
      act: acceptLane,
    },
  );
  // The task that it brings says which version is current.
  setHandler(messages.replaced, () => {}, { description: 'A worker: another version is current, look whether to move there' });
  setHandler(messages.traffic, () => state, { description: 'All that it knows: lanes, who holds them, who waits, what is good' });
  setHandler(messages.good, ({ lane, pipeline }) => goodAt(state, lane, { pipeline }), {
    description: 'The release that was last good in a lane: {"lane": "prod/us-east-1", "pipeline": "the pipeline"}',
  });
  setCurrentDetails(serviceDetails(state));
  watchman.attend(changesWaitedFor(state));

  const over = () => workflowInfo().continueAsNewSuggested || workflowInfo().targetWorkerDeploymentVersionChanged;
  while (outbox.length > 0 || !over() || !allHandlersFinished()) {
    await condition(() => outbox.length > 0 || (over() && allHandlersFinished()));
    for (let command = outbox.shift(); command !== undefined; command = outbox.shift()) await carryOut(command);
  }
  watchman.attend([]);
  await makeContinueAsNewFunc<typeof service>({ initialVersioningBehavior: 'AUTO_UPGRADE' })({ service: name, state });

  function take(event: ServiceEvent): void {
    const next = applyEvent(state, event);
    showStuck(state, next.state);
    state = next.state;
    outbox.push(...next.commands);
    setCurrentDetails(serviceDetails(state));
    watchman.attend(changesWaitedFor(state));
  }

  function takeMerge(message: messages.Merged): void {
    const { pipeline, merge } = message;
    const id = changeId(pipeline.name, merge.commit);
    merges.set(id, message);
    take({ kind: 'merged', id, pipeline: pipeline.name, commit: merge.commit, lanes: lanesOf(pipeline) });
    if (!outbox.some((command) => command.kind === 'start' && command.change === id)) merges.delete(id); // told before
  }

  async function carryOut(command: ServiceCommand): Promise<void> {
    if (command.kind === 'grant') return await grant(command);
    if (command.kind === 'notifyPeople')
      return await notifyPeople({ change: command.change, subject: 'stuck lane', text: command.text });
    await start(command);
  }

  async function start(command: ServiceCommand & { kind: 'start' }): Promise<void> {
    const merge = merges.get(command.change);
    merges.delete(command.change);
    if (merge === undefined) throw new Error(`${command.change} is to be started and was not merged`); // a bug: the task waits for a fix
    const starting = {
      id: command.change,
      summary: `${merge.pipeline.name} #${command.number}, commit ${short(merge.merge.commit)}`,
      argument: { ...merge, number: command.number, base: command.base } satisfies messages.ChangeInput,
      searchAttributes: { service: name, pipeline: merge.pipeline.name, change: command.change },
    };
    try {
      const { running } = await quick.startChange.executeWithOptions({ summary: `start ${command.change}` }, [starting]);
      take({ kind: running ? 'started' : 'gone', change: command.change });
    } catch (err) {
      const text = `it cannot be started: ${reasonOf(err)}. Mend that, then hand the merge over again`; // rethrows a bug
      take({ kind: 'gone', change: command.change });
      await notifyPeople({ change: command.change, subject: 'not started', text });
    }
  }

  /** While something below the holder is open it may still put back what it touched: nobody else may go in. */
  async function acceptLane({ lane, by, why }: messages.AcceptLaneCommand): Promise<string> {
    const holder = state.holders[lane];
    if (holder === undefined) return `${lane} is free already`;
    const open = await quick.openBelow.executeWithOptions({ summary: `what of ${holder.change} is open?` }, [
      { change: holder.change, known: namesBelow(holder) },
    ]);
    if (open.length > 0)
      throw refusal(
        `${open.join(', ')} ${open.length === 1 ? 'is' : 'are'} still open and may act in ${lane}: wait, or see to it`,
      );
    take({ kind: 'accepted', lane, by, why, at: new Date().toISOString() });
    return `${lane} is free`;
  }

  async function grant({ kind: _, ...request }: ServiceCommand & { kind: 'grant' }): Promise<void> {
    const pipeline = state.living.find((living) => living.id === request.change)?.pipeline ?? '';
    const unknown = request.lanes.filter((lane) => goodAt(state, lane, { pipeline }) === null);
    try {
      await getExternalWorkflowHandle(request.change).signal(messages.granted, { ...request, unknown });
    } catch (err) {
      if (!(err instanceof TemporalFailure)) throw err;
      take({ kind: 'gone', change: request.change }); // it ended before it heard, so it touched nothing under this grant
    }
  }
}

/** So that a service with a stuck lane is found among thousands without asking each. */
function showStuck(before: ServiceState, now: ServiceState): void {
  const isStuck = ({ stuck }: ServiceState) => Object.keys(stuck).length > 0;
  if (isStuck(before) !== isStuck(now))
    upsertSearchAttributes([{ key: statusAttribute, value: isStuck(now) ? 'stuck' : 'under way' }]);
}

/** What of the holder of a lane may still be open is known by name: the stage, and the Region that the lane is of. */
const namesBelow = ({ change, stage, lanes }: Request): string[] => {
  const stageId = below(change, stage);
  return [change, stageId, ...lanes.map((lane) => below(stageId, lane.slice(lane.indexOf('/') + 1)))];
};

/** A signal may be typed by hand, and one that is not understood must not stop the service for all: it is left out, with a line in the log. */
function on<M>({ signal, description }: Told<M>, isUnderstood: (message: unknown) => boolean, act: (message: M) => void): void {
  setHandler(
    signal,
    (message) => {
      if (isUnderstood(message)) act(message);
      else workflowLog.error(`a signal "${signal.name}" was not understood and is left out`);
    },
    { description },
  );
}

interface Told<M> {
  readonly signal: SignalDefinition<[M]>;
  /** For the Web UI. */
  readonly description: string;
}

/** What programs say: a person who looks at the service should not have to guess. */
const told = <M>(signal: SignalDefinition<[M]>, description: string): Told<M> => ({ signal, description });

const lanesOf = ({ stages }: Pipeline): string[] =>
  stages.flatMap((stage) => stage.regions.map((region) => laneOf(stage.environment, region.name)));
