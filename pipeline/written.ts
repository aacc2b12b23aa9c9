/** What a team writes: the model with everything left out that has a default. `definePipeline` is the one door to the model. */
import type { Duration } from './duration';
import type { Alarms, Bake, Build, Component, Pipeline, Stage, Traffic } from './model';

/** A pipeline as written. */
export interface WrittenPipeline
  extends Pick<Pipeline, 'name' | 'service' | 'team' | 'source'>,
    Partial<Pick<Pipeline, 'review' | 'queue' | 'rollback' | 'lookEvery'>> {
  readonly build: Omit<Build, 'network'> & Partial<Pick<Build, 'network'>>;
  readonly components: Readonly<Record<string, WrittenComponent>>;
  readonly alarms: Partial<Alarms>;
  readonly traffic?: Omit<Traffic, 'period'> & Partial<Pick<Traffic, 'period'>>;
  readonly stages: readonly WrittenStage[];
}

/** A component as written. */
export type WrittenComponent = Pick<Component, 'per' | 'template'> & Partial<Component>;

/** A bake as written: `minimumRequests` and `deadline` have defaults. */
export type WrittenBake = { readonly for: Duration } & Partial<Bake>;

/** The bakes of a stage as written. What is absent takes the model's number for such a stage; `none` leaves a bake out. */
export type WrittenBakes = { readonly [Kind in keyof Stage['bakes']]?: WrittenBake | 'none' };

/** What is said of any stage; the name and the environment come from the word it is written with (`alpha`, `wave`, …). */
export interface WrittenStageBody
  extends Pick<Stage, 'account' | 'regions'>,
    Partial<Pick<Stage, 'tests' | 'oneBox' | 'onFailure' | 'approval' | 'windows'>> {
  readonly bakes?: WrittenBakes;
}

/** A stage as written. */
export interface WrittenStage extends WrittenStageBody, Pick<Stage, 'name' | 'environment'> {}
