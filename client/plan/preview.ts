/** What will become of a change of a pipeline: what `slipway plan` says, as one value. */
import { type Cost, cost } from '../../pipeline/cost';
import type { Pipeline } from '../../pipeline/model';
import { plan, type StagePlan } from '../../pipeline/plan';
import { problems } from '../../pipeline/problems';
import type { Problem } from '../../pipeline/rule';
import { type Timetable, timetable } from '../../pipeline/timetable';
import { touching } from '../../pipeline/touching';
import type { NextOpening } from '../../pipeline/windows';

export interface Preview {
  readonly pipeline: string;
  /** The components that the change alters. */
  readonly alters: readonly string[];
  readonly stages: readonly StagePlan[];
  readonly times: Timetable;
  readonly cost: Cost;
  /** What can be declared and is not done yet: with it no change starts. */
  readonly notYet: readonly Problem[];
}

export interface PreviewOptions {
  readonly fromMs: number;
  readonly nextOpening: NextOpening;
  /** Without them, the change alters all. */
  readonly components?: readonly string[];
}

/** Previews a change of a pipeline that has no errors. */
export function preview(pipeline: Pipeline, { fromMs, nextOpening, components }: PreviewOptions): Preview {
  const alters = components ?? Object.keys(pipeline.components);
  const stages = touching(plan(pipeline), new Set(alters));
  return {
    pipeline: pipeline.name,
    alters,
    stages,
    times: timetable(stages, { atMs: fromMs, nextOpening }),
    cost: cost(stages, new Set(alters)),
    notYet: problems(pipeline).filter(({ level }) => level === 'notYet'),
  };
}
