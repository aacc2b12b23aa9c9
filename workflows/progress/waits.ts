/** What a change waits for, as its progress has it. */
import type { Progress } from '../messages/progress';

/** What an open change waits for, in the words of its search attribute. */
export const statusOf = ({ approval, questions, stuck = [], obstacle }: Progress): string => {
  if (stuck.length > 0) return 'stuck';
  if (approval !== undefined || questions !== undefined) return 'waits for approval';
  return obstacle === undefined ? 'under way' : 'waits for a person';
};

/** Nothing waits for votes. */
export const withoutVotes = ({ approval: _, questions: __, ...rest }: Progress): Progress => rest;

/** Nothing is in the way. */
export const withoutObstacle = ({ obstacle: _, ...rest }: Progress): Progress => rest;

/** A stage has these notes, instead of those that it had. */
export const withNotes = (progress: Progress, name: string, notes: readonly string[]): Progress => ({
  ...progress,
  stages: progress.stages.map(({ notes: before, ...stage }) => {
    const now = stage.name === name ? notes : (before ?? []);
    return { ...stage, ...(now.length > 0 && { notes: now }) };
  }),
});
