import type { Pipeline } from '../model/pipeline';

/**
 * A base class for teams that share settings by inheritance: one class holds what their pipelines have in common, and each service's class
 * adds the differences. The pipeline file exports the value, as in `export default new Checkout().synth()`; no other part of Slipway sees the
 * class. A function that calls `definePipeline` does the same without a class.
 */
export abstract class PipelineBase {
  /** The pipeline, from `definePipeline`. Returns the same at every call. */
  abstract synth(): Pipeline;
}
