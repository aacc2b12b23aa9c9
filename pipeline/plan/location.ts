import type { Pipeline, Region, Stage, Zone } from '../model/pipeline';

/** A location in a pipeline: a zone, or without one the whole Region. */
export interface Location {
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly region: Region;
  readonly zone?: Zone;
}
