import type { Pipeline } from './model';
import { approvals } from './rules/approvals';
import { dependencies } from './rules/dependencies';
import { evidence } from './rules/evidence';
import { names } from './rules/names';
import { notHonoured } from './rules/not-honoured';
import { shapes } from './rules/shapes';
import { windows } from './rules/windows';

/** Something wrong with a pipeline. */
export interface Problem {
  /** Where, from the top: `stages/first/regions/us-west-2`. */
  readonly path: string;
  /** The wrong value and what to change, lower case and without a full stop. */
  readonly message: string;
}

/** Looks at a whole pipeline and says what is wrong with it. */
export type Rule = (pipeline: Pipeline) => readonly Problem[];

const rules: readonly Rule[] = [...shapes, ...names, ...dependencies, ...evidence, ...approvals, ...windows, ...notHonoured];

/** Every problem of a pipeline at once; none means that a change may start with it. */
export const problems = (pipeline: Pipeline): Problem[] => rules.flatMap((rule) => rule(pipeline));

/** A problem as people read it: `components/api/dependsOn: "tabel" is no component, …`. */
export const problemLine = ({ path, message }: Problem): string => `${path}: ${message}`;
