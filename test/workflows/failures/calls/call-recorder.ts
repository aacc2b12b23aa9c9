import type { Info } from '@temporalio/activity';
import { levelOf, type RecordedCall } from './recorded-call';

/** A call that may still be running. */
export interface OpenCall extends RecordedCall {
  attempts: number;
  outcome: RecordedCall['outcome'];
  /** Whether the next attempt only looks again. */
  looksAgain: boolean;
}

/** Records every call of one scenario, in the order in which they began. */
export class CallRecorder {
  private readonly byId = new Map<string, OpenCall>();

  /** Records an attempt that begins. */
  begin({ workflowExecution, activityId }: Info, what: Pick<RecordedCall, 'activity' | 'description'>): OpenCall {
    const id = `${workflowExecution?.workflowId} ${workflowExecution?.runId} ${activityId}`;
    const call = this.byId.get(id) ?? this.newCall(levelOf(workflowExecution?.workflowId ?? ''), what);
    this.byId.set(id, call);
    if (!call.looksAgain) call.attempts += 1;
    call.looksAgain = false;
    return call;
  }

  get calls(): RecordedCall[] {
    return [...this.byId.values()];
  }

  private newCall(level: string, what: Pick<RecordedCall, 'activity' | 'description'>): OpenCall {
    const before = this.calls.filter((call) => call.level === level && call.description === what.description);
    return { level, ...what, occurrence: before.length + 1, attempts: 0, outcome: 'stopped', looksAgain: false };
  }
}
