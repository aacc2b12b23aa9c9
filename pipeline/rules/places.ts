/** Alarms where they are written: the pipeline's own, and those of each stage that has others. */
import type { Alarms, Pipeline, Stage } from '../model/pipeline';
import { type At, stagesOf } from './walk';

/** What is written at a place, and the stages that it holds for: at least one, since nobody is hurt by what none uses. */
export type Place<T> = At<T> & { readonly stages: readonly Stage[] };

export function alarmPlaces(pipeline: Pipeline): Place<Alarms>[] {
  const own = pipeline.stages.filter((stage) => stage.alarms === undefined);
  const others = stagesOf(pipeline).flatMap(({ path, part }) =>
    part.alarms === undefined ? [] : [{ path: `${path}/alarms`, part: part.alarms, stages: [part] }],
  );
  return own.length === 0 ? others : [{ path: 'alarms', part: pipeline.alarms, stages: own }, ...others];
}
