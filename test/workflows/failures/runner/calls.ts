import type { Info } from '@temporalio/activity';
import { type Call, levelOf } from './call';

/** A call that may still be under way. */
export interface OpenCall extends Call {
  told: number;
  end: Call['end'];
  /** Whether the next attempt is only a further look. */
  looksAgain: boolean;
}

/** Every call of one story, in the order in which they began. */
export class Calls {
  private readonly byId = new Map<string, OpenCall>();

  /** Notes an attempt that begins. */
  begins({ workflowExecution, activityId }: Info, what: Pick<Call, 'act' | 'line'>): OpenCall {
    const id = `${workflowExecution?.workflowId} ${workflowExecution?.runId} ${activityId}`;
    const call = this.byId.get(id) ?? this.first(levelOf(workflowExecution?.workflowId ?? ''), what);
    this.byId.set(id, call);
    if (!call.looksAgain) call.told += 1;
    call.looksAgain = false;
    return call;
  }

  get all(): Call[] {
    return [...this.byId.values()];
  }

  private first(level: string, what: Pick<Call, 'act' | 'line'>): OpenCall {
    const nth = 1 + this.all.filter((call) => call.level === level && call.line === what.line).length;
    return { level, ...what, nth, told: 0, end: 'stopped', looksAgain: false };
  }
}
