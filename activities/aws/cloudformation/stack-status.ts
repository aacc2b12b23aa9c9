import type { StackStatus } from '@aws-sdk/client-cloudformation';

/**
 * What a stack's status means for a deployment.
 * - `steady`: it runs what its last finished operation left, and accepts an update.
 * - `busy`: an operation is in progress.
 * - `empty`: a change set created it and was never executed; it has no resources.
 * - `failedCreate`: its first creation failed, so it accepts no update, only deletion.
 * - `wrecked`: even the rollback of an operation failed; a person must repair it.
 * - `absent`: it does not exist, or was deleted.
 */
export type StackCondition = 'steady' | 'busy' | 'empty' | 'failedCreate' | 'wrecked' | 'absent';

const conditions: Record<StackStatus, StackCondition> = {
  CREATE_IN_PROGRESS: 'busy',
  CREATE_FAILED: 'failedCreate',
  CREATE_COMPLETE: 'steady',
  ROLLBACK_IN_PROGRESS: 'busy',
  ROLLBACK_FAILED: 'failedCreate',
  ROLLBACK_COMPLETE: 'failedCreate',
  DELETE_IN_PROGRESS: 'busy',
  DELETE_FAILED: 'wrecked',
  DELETE_COMPLETE: 'absent',
  UPDATE_IN_PROGRESS: 'busy',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'busy',
  UPDATE_COMPLETE: 'steady',
  UPDATE_FAILED: 'wrecked',
  UPDATE_ROLLBACK_IN_PROGRESS: 'busy',
  UPDATE_ROLLBACK_FAILED: 'wrecked',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'busy',
  UPDATE_ROLLBACK_COMPLETE: 'steady',
  REVIEW_IN_PROGRESS: 'empty',
  IMPORT_IN_PROGRESS: 'busy',
  IMPORT_COMPLETE: 'steady',
  IMPORT_ROLLBACK_IN_PROGRESS: 'busy',
  IMPORT_ROLLBACK_FAILED: 'wrecked',
  IMPORT_ROLLBACK_COMPLETE: 'steady',
};

/** The condition of a stack in this status. A status that AWS adds later is `busy` if it says so; any other needs a person. */
export function conditionOf(status: string): StackCondition {
  const known = conditions[status as StackStatus];
  return known ?? (status.endsWith('_IN_PROGRESS') ? 'busy' : 'wrecked');
}
