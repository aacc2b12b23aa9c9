import type { ExamineInput, ExamineOutcome } from '../../contract';

/** Finds out what a deployment would do, without touching anything. */
export function examine() {
  return async (_: ExamineInput): Promise<ExamineOutcome> => ({
    kind: 'clear',
    questions: [],
    notes: [],
    alarms: [],
    hides: [],
  });
}
