import { log as workflowLog } from '@temporalio/workflow';
import type { Standing } from '../../pipeline/model/standing';

/** Where something happens in a change: the deepest part that is named. */
export interface Where {
  readonly change: string;
  readonly stage?: string;
  readonly region?: string;
  readonly zone?: string;
}

/**
 * Writes a line about a change into the worker's log, with the standing that it now has, if that changed. Costs no history, and is not
 * written again on replay.
 */
export function log(where: Where, message: string, standing?: Standing): void {
  workflowLog.info(message, { where, ...(standing !== undefined && { standing }) });
}
