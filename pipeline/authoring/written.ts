/** What a team writes: the model with everything left out that has a default. `definePipeline` is the one door to the model. */
import type { Duration } from '../model/duration';
import type { Alarm, Alarms, Bake, Build, Component, Pipeline, Stage, Traffic } from '../model/pipeline';

/** A pipeline as written. */
export interface WrittenPipeline
  extends Pick<Pipeline, 'name' | 'team' | 'source'>,
    Partial<
      Pick<Pipeline, 'rung' | 'timing' | 'service' | 'review' | 'queue' | 'rollback' | 'lookEvery' | 'related' | 'notifications'>
    > {
  readonly build: Omit<Build, 'network'> & Partial<Pick<Build, 'network'>>;
  readonly components: Readonly<Record<string, WrittenComponent>>;
  readonly alarms: WrittenAlarms;
  readonly traffic?: WrittenTraffic;
  readonly stages: readonly WrittenStage[];
}

/** A component as written. */
export type WrittenComponent = Pick<Component, 'per' | 'template'> & Partial<Component>;

/** Alarms as written: by what they watch, or as one list, in which those with `{zone}` in their names are a zone's and the others a Region's. */
export type WrittenAlarms = Partial<Alarms> | readonly Alarm[];

export type WrittenTraffic = Omit<Traffic, 'period'> & Partial<Pick<Traffic, 'period'>>;

/** A bake as written: `minimumRequests` and `deadline` have defaults. */
export type WrittenBake = { readonly for: Duration } & Partial<Bake>;

/** The bakes of a stage as written. What is absent takes the model's number for such a stage; `none` leaves a bake out. */
export type WrittenBakes = { readonly [Kind in keyof Stage['bakes']]?: WrittenBake | 'none' };

/** What is said of any stage; the name and the environment come from the word it is written with (`alpha`, `wave`, …). */
export interface WrittenStageBody
  extends Pick<Stage, 'account' | 'regions'>,
    Partial<Pick<Stage, 'tests' | 'canaries' | 'loadTest' | 'oneBox' | 'onFailure' | 'approval' | 'windows' | 'parameters'>> {
  readonly bakes?: WrittenBakes;
  /** Instead of the pipeline's; of what it leaves out, the pipeline's hold. */
  readonly alarms?: WrittenAlarms;
  readonly traffic?: WrittenTraffic;
}

/** A stage as written. */
export interface WrittenStage extends WrittenStageBody, Pick<Stage, 'name' | 'environment'> {}
