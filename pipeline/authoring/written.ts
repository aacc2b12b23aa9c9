/** What a team writes: the model, with everything optional that has a default. Only `definePipeline` makes the model from it. */
import type { Duration } from '../model/duration';
import type { Alarm, Alarms, Bake, Build, Component, Pipeline, Stage, Traffic } from '../model/pipeline';

/** A pipeline as written. */
export interface WrittenPipeline
  extends Pick<Pipeline, 'name' | 'team' | 'source'>,
    Partial<
      Pick<
        Pipeline,
        'rung' | 'timing' | 'service' | 'tags' | 'review' | 'queue' | 'rollback' | 'lookEvery' | 'related' | 'notifications'
      >
    > {
  readonly build: Omit<Build, 'network'> & Partial<Pick<Build, 'network'>>;
  readonly components: Readonly<Record<string, WrittenComponent>>;
  readonly alarms: WrittenAlarms;
  readonly traffic?: WrittenTraffic;
  readonly stages: readonly WrittenStage[];
}

/** A component as written. */
export type WrittenComponent = Pick<Component, 'per' | 'template'> & Partial<Component>;

/** Alarms as written: by what they watch, or as one list. Alarms of a list with `{zone}` in their names watch a zone, the others a Region. */
export type WrittenAlarms = Partial<Alarms> | readonly Alarm[];

/** The metric that counts requests as written: `period` has a default. */
export type WrittenTraffic = Omit<Traffic, 'period'> & Partial<Pick<Traffic, 'period'>>;

/** A bake as written: `minimumRequests` and `deadline` have defaults. */
export type WrittenBake = { readonly for: Duration } & Partial<Bake>;

/** The bakes of a stage as written. An absent bake gets the default of such a stage; `none` removes it. */
export type WrittenBakes = { readonly [Kind in keyof Stage['bakes']]?: WrittenBake | 'none' };

/** What any stage can say. The name and the environment come from the function that it is written with (`alpha`, `wave`, …). */
export interface WrittenStageBody
  extends Pick<Stage, 'account' | 'regions'>,
    Partial<Pick<Stage, 'tests' | 'canaries' | 'loadTest' | 'oneBox' | 'onFailure' | 'approval' | 'windows' | 'parameters'>> {
  readonly bakes?: WrittenBakes;
  /** Replaces the pipeline's alarms in this stage. For kinds that it leaves out, the pipeline's alarms apply. */
  readonly alarms?: WrittenAlarms;
  readonly traffic?: WrittenTraffic;
}

/** A stage as written. */
export interface WrittenStage extends WrittenStageBody, Pick<Stage, 'name' | 'environment'> {}
