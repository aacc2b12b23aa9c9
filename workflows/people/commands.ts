import {
  type CancellationScope,
  getExternalWorkflowHandle,
  type SignalDefinition,
  setHandler,
  TemporalFailure,
  log as workflowLog,
} from '@temporalio/workflow';
import { type Attribution, addressedSteps, type StuckStep } from '../../pipeline/model/person';
import * as commands from '../messages/commands';
import * as levelMessages from '../messages/level-messages';
import { receive } from '../messages/receive';
import { isStuckStep, problemWith } from '../messages/validate';
import type { ChangeProgress } from '../progress/change-progress';
import { log } from '../progress/log';
import type { Obstacles } from './obstacles';
import { notifyStuck, StuckDecisions, type WaitForPerson } from './stuck-decisions';

/** What commands act on. */
interface Commanded {
  /** The change's workflow id. */
  readonly change: string;
  readonly progress: ChangeProgress;
  readonly scope: CancellationScope;
  readonly obstacles: Obstacles;
}

/**
 * Receives the commands `retry`, `accept` and `cancel` for a change: passes them on to the step that is stuck, and keeps who decided what
 * and why. Make it before the first await: it registers signals and updates.
 */
export class Commands {
  private readonly ownDecisions: StuckDecisions;
  private cancellation: Attribution | undefined;

  private readonly change: string;
  private readonly progress: ChangeProgress;
  private readonly scope: CancellationScope;
  private readonly obstacles: Obstacles;

  constructor({ change, progress, scope, obstacles }: Commanded) {
    this.change = change;
    this.progress = progress;
    this.scope = scope;
    this.obstacles = obstacles;
    this.ownDecisions = new StuckDecisions({ change });
    this.receiveFromLevels();
    this.receiveRetry();
    this.receiveAccept();
    this.receiveCancel();
  }

  /** Who cancelled the change by command; `undefined` if nobody did, or if Temporal's own cancel was used. */
  get cancelledBy(): Attribution | undefined {
    return this.cancellation;
  }

  /** Lets the change itself wait for a person, where no level below it can. */
  readonly waitForPerson: WaitForPerson = async (what, because) => {
    const step = { at: this.change, what, because };
    const decision = this.ownDecisions.next();
    this.progress.stuck(step);
    await notifyStuck({ change: this.change }, step);
    const decided = await decision;
    this.progress.unstuck(this.change);
    return decided;
  };

  private receiveFromLevels(): void {
    setHandler(
      levelMessages.stuck,
      (step) => {
        if (isStuckStep(step, this.change)) this.progress.stuck(step);
        else
          workflowLog.error(
            'a signal "stuck" is ignored: it does not have the fields at, what and because, or is of no level below this change',
          );
      },
      { description: 'From a level below: a step of its way back is stuck and waits for a person' },
    );
    setHandler(levelMessages.unstuck, (news) => this.progress.unstuck(news?.at), {
      description: 'From a level below: a person decided, and its way back goes on',
    });
  }

  private receiveRetry(): void {
    receive(
      { signal: commands.retry, update: commands.retryUpdate },
      {
        description:
          'Try the stuck step of the way back again, or look again what is in the way, after its cause was fixed: {"by": "your name", "why": "what you fixed"}. If several steps are stuck, all of them, or only the one at the workflow that "at" names',
        problem: (command) => problemWith.command(command) ?? this.retryProblem(command.at),
        act: (command) =>
          this.isObstructed
            ? this.obstacles.lookAgain(command)
            : this.passOn('retry', command, { signal: commands.retry, all: true }),
      },
    );
  }

  private receiveAccept(): void {
    receive(
      { signal: commands.accept, update: commands.acceptUpdate },
      {
        description:
          'Go on without undoing the stuck step, because you repaired it by hand: {"by": "your name", "why": "what you did", "release": "found"}. "release" says what runs there now: "found" for what ran before Slipway, or the id of a release. If several are stuck, "at" names the workflow',
        problem: (command) => problemWith.accept(command) ?? this.addressProblem(command.at, false),
        act: (command) => this.passOn(`accept ${command.release}`, command, { signal: commands.accept, all: false }),
      },
    );
  }

  private receiveCancel(): void {
    receive(
      { signal: commands.cancel, update: commands.cancelUpdate },
      {
        description: 'Stop the change, and roll back the stage that is under way: {"by": "your name", "why": "the reason"}',
        problem: (command) =>
          problemWith.command(command) ?? (this.scope.consideredCancelled ? 'it was cancelled already' : undefined),
        act: (command) => this.cancel(command),
      },
    );
  }

  /** Something is in the way before a stage, where no step can be stuck. */
  private get isObstructed(): boolean {
    return this.progress.stuckSteps.length === 0 && this.obstacles.isBlocked;
  }

  private retryProblem(at: string | undefined): string | undefined {
    if (!this.isObstructed) return this.addressProblem(at, true);
    return at === undefined || at === this.change
      ? undefined
      : `nothing is stuck at ${at}: the change itself waits, so leave out the place`;
  }

  private addressProblem(at: string | undefined, all: boolean): string | undefined {
    const found = addressedSteps(this.progress.stuckSteps, { at, all });
    return found.kind === 'none' ? found.because : undefined;
  }

  private async passOn<C extends Attribution & { at?: string }>(
    what: string,
    command: C,
    { signal, all }: { signal: SignalDefinition<[C]>; all: boolean },
  ): Promise<string> {
    const found = addressedSteps(this.progress.stuckSteps, { at: command.at, all });
    if (found.kind === 'none') return found.because;
    const steps = found.steps.map((step) => step.what).join('; ');
    this.progress.decided(`${what}: ${steps}`, command);
    await Promise.all(found.steps.map((step) => this.send(step, signal, command)));
    return `${all ? 'tries again' : 'goes on without'}: ${steps}`;
  }

  private async send<C extends Attribution>(step: StuckStep, signal: SignalDefinition<[C]>, command: C): Promise<void> {
    if (step.at === this.change) return this.decideOwn(step, command);
    try {
      await getExternalWorkflowHandle(step.at).signal(signal, { ...command, what: step.what });
    } catch (err) {
      if (!(err instanceof TemporalFailure)) throw err;
      log({ change: step.at }, `has ended, and cannot receive "${signal.name}"`);
      this.progress.unstuck(step.at);
    }
  }

  private decideOwn({ what }: StuckStep, command: Attribution & { readonly release?: string }): void {
    if (command.release === undefined) this.ownDecisions.retry(command);
    else this.ownDecisions.accept({ ...command, release: command.release }, what);
  }

  private cancel(command: Attribution): string {
    const { isGoingBack } = this.progress;
    this.progress.decided('cancel', command);
    this.cancellation = command;
    this.scope.cancel();
    return isGoingBack ? 'it is going back already, and continues' : 'it stops, and rolls back the stage that is under way';
  }
}
