import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { applyEvent, newService } from '../../pipeline/lanes/apply-event';
import type { ServiceCommand, ServiceEvent, ServiceState } from '../../pipeline/lanes/state';
import { changesWaitedFor } from '../../pipeline/lanes/vanished';
import { changeId, laneOf } from '../../pipeline/model/ids';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { isSameTrouble, type Recovery, type Trouble } from '../../pipeline/model/trouble';
import type { Merged, ServiceInput } from '../messages/inputs';
import { statusAttribute } from '../messages/search-attributes';
import { serviceDetails } from '../progress/service-details';
import { VanishedWatch } from './vanished-watch';

/**
 * The state of a service and the commands that follow from its events. Events are taken the moment they arrive, so that a query always
 * sees them; their commands are carried out one after the other.
 */
export class TrafficControl {
  private current: ServiceState;
  private readonly outbox: ServiceCommand[] = [];
  private failing: readonly Trouble[] = [];
  private readonly merges = new Map<string, Merged>();
  private readonly vanished = new VanishedWatch((change) => this.take({ kind: 'vanished', change }));

  /** A state that older code passed on may lack newer fields. */
  constructor({ service, state }: ServiceInput) {
    this.current = { ...newService(service), ...state };
    this.display();
  }

  get state(): ServiceState {
    return this.current;
  }

  /** Activities of the service that have failed for minutes and are tried again. The next run does not know them: it has activities of its own. */
  get troubles(): readonly Trouble[] {
    return this.failing;
  }

  troubled(trouble: Trouble): void {
    this.failing = [...this.failing.filter((known) => !isSameTrouble(known, trouble)), trouble];
    this.display();
  }

  recovered(recovery: Recovery): void {
    this.failing = this.failing.filter((known) => !isSameTrouble(known, recovery));
    this.display();
  }

  get hasCommands(): boolean {
    return this.outbox.length > 0;
  }

  nextCommand(): ServiceCommand | undefined {
    return this.outbox.shift();
  }

  take(event: ServiceEvent): void {
    const { state, commands } = applyEvent(this.current, event);
    showStuck(this.current, state);
    this.current = state;
    this.outbox.push(...commands);
    this.display();
  }

  /** Keeps the merge until its change is started. */
  takeMerge(message: Merged): void {
    const { pipeline, merge } = message;
    const id = changeId(pipeline.name, merge.commit);
    this.merges.set(id, message);
    this.take({ kind: 'merged', id, pipeline: pipeline.name, commit: merge.commit, lanes: lanesOf(pipeline) });
    const isNew = this.outbox.some((command) => command.kind === 'start' && command.change === id);
    if (!isNew) this.merges.delete(id); // the merge was delivered before
  }

  /** The merge of a change that is to be started; it is not kept any longer. */
  takeOutMerge(change: string): Merged {
    const merge = this.merges.get(change);
    this.merges.delete(change);
    if (merge === undefined) throw new Error(`${change} is to be started, but was not merged`); // a bug: the task waits for a fix
    return merge;
  }

  /** Ends the watch for vanished changes: the next run starts its own. */
  stop(): void {
    this.vanished.watch([]);
  }

  private display(): void {
    setCurrentDetails(serviceDetails(this.current, this.failing));
    this.vanished.watch(changesWaitedFor(this.current));
  }
}

/** A search attribute, so that a service with a stuck lane is found among thousands without a query to each. */
function showStuck(before: ServiceState, now: ServiceState): void {
  const isStuck = ({ stuck }: ServiceState) => Object.keys(stuck).length > 0;
  if (isStuck(before) !== isStuck(now))
    upsertSearchAttributes([{ key: statusAttribute, value: isStuck(now) ? 'stuck' : 'under way' }]);
}

const lanesOf = ({ stages }: Pipeline): string[] =>
  stages.flatMap(({ environment, regions }) => regions.map((region) => laneOf(environment, region.name)));
