/** What a change of a pipeline will do, as one value: what `slipway plan` prints. */

import type { WallClock, WallTime } from '../../pipeline/gates/opening';
import type { Pipeline, Rung } from '../../pipeline/model/pipeline';
import type { NextOpening } from '../../pipeline/model/windows';
import { type Cost, cost } from '../../pipeline/plan/cost';
import { keepNeededBakes } from '../../pipeline/plan/needed-bakes';
import { plan, type StagePlan } from '../../pipeline/plan/plan';
import { type Timetable, timetable } from '../../pipeline/plan/timetable';
import { applyRules } from '../../pipeline/rules/problems';
import type { Problem } from '../../pipeline/rules/rule';
import type { Templates } from '../../pipeline/templates/templates';
import { type Reach, reachOf } from './reach';

export interface Preview {
  readonly pipeline: string;
  readonly rung: Rung;
  /** The components that the change alters. */
  readonly alters: readonly string[];
  readonly stages: readonly StagePlan[];
  readonly times: Timetable;
  /** When each stage with windows is entered, in the time zone of its windows. Leaves out stages that are never entered. */
  readonly enters: readonly LocalTime[];
  readonly cost: Cost;
  /** What is rolled back if a wave fails. */
  readonly rollback: Pipeline['rollback']['scope'];
  /** Stages of production without any bake. */
  readonly unwatched: readonly string[];
  /** What the pipeline declares and this version does not do yet: no change starts with it. */
  readonly notYet: readonly Problem[];
  /** What takes effect in every Region at once; `null` if the templates are not known. */
  readonly everywhere: Reach | null;
}

/** A time in a stage, in the time zone of its windows. */
export interface LocalTime extends WallTime {
  readonly stage: string;
}

export interface PreviewOptions {
  readonly fromMs: number;
  readonly nextOpening: NextOpening;
  /** Without it, openings are shown in UTC only. */
  readonly wallClock?: (timeZone: string) => WallClock;
  /** By default all components. */
  readonly components?: readonly string[];
  /** The pipeline's templates, if all were found. */
  readonly templates?: Templates;
}

/** Previews a change of a pipeline that has no errors. Takes the time as an argument. */
export function preview(pipeline: Pipeline, options: PreviewOptions): Preview {
  const { fromMs, nextOpening, wallClock, components, templates } = options;
  const alters = components ?? Object.keys(pipeline.components);
  const stages = keepNeededBakes(plan(pipeline), new Set(alters));
  const times = timetable(stages, { atMs: fromMs, nextOpening });
  return {
    pipeline: pipeline.name,
    rung: pipeline.rung ?? 'waves',
    alters,
    stages,
    times,
    enters: localTimes(stages, times, wallClock),
    cost: cost(stages, new Set(alters)),
    rollback: pipeline.rollback.scope,
    unwatched: pipeline.stages.filter(isUnwatched).map(({ name }) => name),
    notYet: applyRules(pipeline).problems.filter(({ level }) => level === 'notYet'),
    everywhere: templates === undefined ? null : reachOf(pipeline, templates, alters),
  };
}

const localTimes = (stages: readonly StagePlan[], times: Timetable, wallClock: PreviewOptions['wallClock']): LocalTime[] =>
  stages.flatMap(({ name, windows }, index) => {
    const atMs = times.stages[index]?.open?.entersMs;
    const clock = windows && wallClock?.(windows.timeZone);
    return clock === undefined || atMs === undefined ? [] : [{ stage: name, ...clock.at(atMs) }];
  });

const isUnwatched = ({ environment, bakes }: Pipeline['stages'][number]): boolean =>
  environment === 'prod' && Object.keys(bakes).length === 0;
