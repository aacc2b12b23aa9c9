import { setTimeout } from 'node:timers/promises';
import { CancelledFailure, Context } from '@temporalio/activity';
import { notYet } from '../../../../activities/attempt/not-yet';
import { changeId } from '../../../../pipeline/model/ids';
import { retry } from '../../../../workflows/messages/messages';
import { commitOf, type World } from '../../builders/harness';
import { type Call, isSame } from './call';
import { Calls, type OpenCall } from './calls';
import type { Ending } from './ending';
import { mayEnd } from './lockstep';
import { goWrong } from './mode';
import type { Plot } from './plot';
import type { Pool } from './pool';
import { regions, wave } from './scene';

const pauseMs = 25;
/** Well below the shortest heartbeat time-out. */
const pausesABeat = 5_000 / pauseMs;
/** Well below the time that one look may take. */
const pausesALook = 20_000 / pauseMs;

/** One story while it is played: what its hands are told, in which order they may end, and where one of them goes wrong. */
export class Story {
  /** The lanes that were held, each time a person was told of a way back that is stuck. */
  readonly heldWhileStuck: string[][] = [];
  private readonly seen = new Calls();
  private isHurt = false;
  private isWaiting = false;

  constructor(
    readonly plot: Plot,
    readonly world: World,
    private readonly pool: Pool,
  ) {}

  get calls(): Call[] {
    return this.seen.all;
  }

  /** Whether the change runs, or nobody will start it any more. */
  get hasBegun(): boolean {
    return this.calls.some(({ act, end }) => act === 'startChange' && end !== 'stopped');
  }

  /** Does what a hand is told once it is its turn, or goes wrong. */
  async act<T>(what: Pick<Call, 'act' | 'line'>, act: () => Promise<T>): Promise<T> {
    const call = this.seen.begins(Context.current().info, what);
    const wrong = this.plot.wrong !== undefined && isSame(call, this.plot.wrong.at) ? this.plot.wrong.mode : undefined;
    if (call.told > 1) this.waits(false);
    await this.turn(call);
    if (wrong === undefined || call.told > 1) return await done(call, act);
    if (wrong === 'times out having acted') this.waits(true);
    if (wrong === 'fails for good') this.breaks(call);
    return await goWrong(wrong, act);
  }

  /** A person who is told of a way back that is stuck looks who holds the lanes, mends what is broken and asks for another try. */
  async mend(): Promise<void> {
    const { holders } = await this.world.traffic();
    this.heldWhileStuck.push(Object.keys(holders).sort());
    const stuck = Context.current().info.workflowExecution?.workflowId ?? '';
    await this.world.client.workflow.getHandle(stuck).signal(retry, { by: 'ann', why: 'mended it by hand' });
  }

  /** A workflow of the story by its level. */
  workflow(level: string): Ending {
    return this.world.client.workflow.getHandle(level.replace('change', changeId(this.world.name, commitOf(1))));
  }

  /** Whether the wave has heard how one of its Regions ended. */
  private async hasAnswered(region: string): Promise<boolean> {
    const { raw } = await this.workflow(wave).describe();
    const open = raw.pendingChildren?.map((child) => child.workflowId);
    return open?.includes(this.workflow(region).workflowId) !== true;
  }

  /** While the server waits for its time-out, another story may be played. */
  private waits(begins: boolean): void {
    if (begins === this.isWaiting) return;
    this.isWaiting = begins;
    if (begins) this.pool.pauses();
    else this.pool.goesOn();
  }

  private breaks(call: OpenCall): void {
    call.end = 'broke';
    this.isHurt = true;
  }

  /** Waits until a call may end. A cancellation comes with the answer to a heartbeat, so they are many once there may be one. */
  private async turn(call: OpenCall): Promise<void> {
    const { heartbeat, cancellationSignal } = Context.current();
    const lockstep = { ...regions, answered: () => this.hasAnswered(regions.ahead) };
    for (let pauses = 1; !(await mayEnd(call, this.calls, lockstep)); pauses += 1) {
      if (cancellationSignal.aborted) throw new CancelledFailure('stopped, as it was told');
      if (isLook(call) && pauses > pausesALook) throw later(call);
      if (this.isHurt || pauses % pausesABeat === 0) heartbeat();
      await setTimeout(pauseMs);
    }
  }
}

const isLook = ({ act }: Call): boolean => act === 'bake' || act === 'watch';

function later(call: OpenCall): Error {
  call.looksAgain = true;
  return notYet('the other Region is not so far');
}

/** A watch that sees nothing throws, and has looked all the same. */
async function done<T>(call: OpenCall, act: () => Promise<T>): Promise<T> {
  try {
    const answer = await act();
    call.end = 'well';
    return answer;
  } catch (err) {
    if (call.act !== 'watch') throw err;
    call.end = 'well';
    call.looksAgain = true;
    throw err;
  }
}
