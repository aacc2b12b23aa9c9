import { Context } from '@temporalio/activity';
import { changeId } from '../../../../pipeline/model/ids';
import { retry } from '../../../../workflows/messages/commands';
import { commitOf, type World } from '../../builders/world';
import { CallRecorder, type OpenCall } from '../calls/call-recorder';
import { isSameCall, type RecordedCall } from '../calls/recorded-call';
import type { LevelHandle } from './ending';
import { type FailureMode, injectFailure } from './failure-mode';
import { mayEnd } from './region-order';
import type { Scenario } from './scenario';
import type { Semaphore } from './semaphore';
import { regions, wave } from './topology';
import { waitForTurn } from './turn';

/** One scenario while it runs: records the calls of its activities, keeps its Regions in order, and injects its failure. */
export class ScenarioRun {
  /** The lanes that were held each time a person was notified of a stuck rollback. */
  readonly heldWhileStuck: string[][] = [];
  private readonly recorder = new CallRecorder();
  private hasFailed = false;
  private isPaused = false;

  constructor(
    readonly scenario: Scenario,
    readonly world: World,
    private readonly semaphore: Semaphore,
  ) {}

  get calls(): RecordedCall[] {
    return this.recorder.calls;
  }

  /** Whether the change was started, or the attempt to start it failed permanently. */
  get hasStarted(): boolean {
    return this.calls.some(({ activity, outcome }) => activity === 'startChange' && outcome !== 'stopped');
  }

  /** Performs an attempt of a call when it is its turn, or fails it as the scenario says. */
  async perform<T>(what: Pick<RecordedCall, 'activity' | 'description'>, act: () => Promise<T>): Promise<T> {
    const call = this.recorder.begin(Context.current().info, what);
    if (call.attempts > 1) this.resume();
    await this.waitForTurn(call);
    const mode = this.failureAt(call);
    if (mode === undefined) return await succeed(call, act);
    if (mode === 'times out after acting') this.pause();
    if (mode === 'fails permanently') this.markFailed(call);
    return await injectFailure(mode, act);
  }

  /** Acts as the person who is notified of a stuck rollback: notes which lanes are held, and retries the step. */
  async retryStuckStep(): Promise<void> {
    const { holders } = await this.world.traffic();
    this.heldWhileStuck.push(Object.keys(holders).sort());
    const stuck = Context.current().info.workflowExecution?.workflowId ?? '';
    await this.world.client.workflow.getHandle(stuck).signal(retry, { by: 'ann', why: 'fixed it by hand' });
  }

  /** The workflow of a level of this run's change. */
  workflow(level: string): LevelHandle {
    return this.world.client.workflow.getHandle(level.replace('change', changeId(this.world.name, commitOf(1))));
  }

  /** The failure to inject into this attempt, if any: only first attempts fail. */
  private failureAt(call: OpenCall): FailureMode | undefined {
    const { failure } = this.scenario;
    return failure !== undefined && call.attempts === 1 && isSameCall(call, failure.at) ? failure.mode : undefined;
  }

  private async waitForTurn(call: OpenCall): Promise<void> {
    const order = { ...regions, aheadHasEnded: () => this.waveKnowsEndingOf(regions.ahead) };
    await waitForTurn(call, {
      hasCome: () => mayEnd(call, this.calls, order),
      mayBeCancelled: () => this.hasFailed,
    });
  }

  private async waveKnowsEndingOf(region: string): Promise<boolean> {
    const { raw } = await this.workflow(wave).describe();
    const open = raw.pendingChildren?.map((child) => child.workflowId);
    return open?.includes(this.workflow(region).workflowId) !== true;
  }

  /** Lets another scenario run while the server waits for its time-out. */
  private pause(): void {
    this.isPaused = true;
    this.semaphore.pause();
  }

  private resume(): void {
    if (this.isPaused) this.semaphore.resume();
    this.isPaused = false;
  }

  private markFailed(call: OpenCall): void {
    call.outcome = 'failed';
    this.hasFailed = true;
  }
}

/** Performs a call that is to succeed. A watch that sees no alarm throws "not yet", which is a success too. */
async function succeed<T>(call: OpenCall, act: () => Promise<T>): Promise<T> {
  try {
    const answer = await act();
    call.outcome = 'succeeded';
    return answer;
  } catch (err) {
    if (call.activity !== 'watch') throw err;
    call.outcome = 'succeeded';
    call.looksAgain = true;
    throw err;
  }
}
