/**
 * How far a team has built its pipeline, from first to last. Each rung adds to the one before it. `build`: every merge is built ·
 * `test`: it is tested in one stage · `oneRegion`: it reaches one Region, with a person's approval · `rollback`: it is rolled back
 * automatically when an alarm fires · `zones`: it is deployed zone by zone, one-boxes first · `waves`: it is deployed wave by wave, without
 * a person.
 */
export const rungs = ['build', 'test', 'oneRegion', 'rollback', 'zones', 'waves'] as const;

/** The rung that a pipeline claims. Without a claim it is the last, and all rules apply. */
export type Rung = (typeof rungs)[number];

/** Whether the rules of a rung apply to a pipeline. */
export const hasReached = (pipeline: { readonly rung?: Rung }, rung: Rung): boolean =>
  rungs.indexOf(pipeline.rung ?? 'waves') >= rungs.indexOf(rung);
