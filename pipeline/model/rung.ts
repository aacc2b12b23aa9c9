/**
 * How far a pipeline has come, from the first to the last: each rung adds what the next builds on. `build`: every merge is built ·
 * `test`: and tested in one stage · `oneRegion`: and reaches one Region, when a person says yes · `rollback`: and goes back by itself
 * when an alarm fires · `zones`: and goes zone by zone, a one-box first · `waves`: and goes Region by Region, without a person.
 */
export const rungs = ['build', 'test', 'oneRegion', 'rollback', 'zones', 'waves'] as const;

/** What a pipeline says of itself. One that says nothing claims the last, and is held to all of it. */
export type Rung = (typeof rungs)[number];

/** Whether what belongs to a rung is asked of a pipeline. */
export const hasReached = (pipeline: { readonly rung?: Rung }, rung: Rung): boolean =>
  rungs.indexOf(pipeline.rung ?? 'waves') >= rungs.indexOf(rung);
