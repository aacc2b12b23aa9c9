import { StackStatus } from '@aws-sdk/client-cloudformation';
import { conditionOf, type StackCondition } from '../../../../activities/aws/cloudformation/stack-status';

const conditions: Record<StackCondition, readonly StackStatus[]> = {
  steady: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE'],
  busy: [
    'CREATE_IN_PROGRESS',
    'ROLLBACK_IN_PROGRESS',
    'DELETE_IN_PROGRESS',
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_ROLLBACK_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'IMPORT_IN_PROGRESS',
    'IMPORT_ROLLBACK_IN_PROGRESS',
  ],
  empty: ['REVIEW_IN_PROGRESS'],
  failedCreate: ['CREATE_FAILED', 'ROLLBACK_FAILED', 'ROLLBACK_COMPLETE'],
  wrecked: ['DELETE_FAILED', 'UPDATE_FAILED', 'UPDATE_ROLLBACK_FAILED', 'IMPORT_ROLLBACK_FAILED'],
  absent: ['DELETE_COMPLETE'],
};
const rows = Object.entries(conditions).flatMap(([condition, statuses]) =>
  statuses.map((status) => [status, condition] as const),
);

test.each(rows)('a stack that is %s is %s', (status, condition) => {
  expect(conditionOf(status)).toBe(condition);
});

test('every status that the SDK knows has a condition here', () => {
  expect(rows.map(([status]) => status).sort()).toEqual(Object.values(StackStatus).sort());
});

test('a status of the future is busy if it says so, and wrecked if not', () => {
  expect(conditionOf('REFACTOR_IN_PROGRESS')).toBe('busy');
  expect(conditionOf('REFACTOR_COMPLETE')).toBe('wrecked');
});
