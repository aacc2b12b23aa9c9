import { type Evidence, eventsSince } from '../../demo/evidence/evidence';
import type { Deeds } from './count';

/** What one story's change did, without what was there before. */
export const deedsOf = ({ outcome, before, after }: Evidence): Deeds => ({
  outcome,
  stacks: after.map((target) => ({ stack: target.stack, stage: target.stage, events: eventsSince(before, target) })),
});
