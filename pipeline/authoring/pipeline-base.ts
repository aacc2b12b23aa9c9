import type { Pipeline } from '../model/pipeline';

/**
 * For teams that share their ways by inheritance: a class holds what their pipelines have in common, and each service's own says what
 * differs. What a pipeline file exports is the value, `export default new Checkout().synth()`: nothing else of Slipway ever sees a class.
 * A function that makes a pipeline does as well, and needs nothing of Slipway but `definePipeline`.
 */
export abstract class PipelineBase {
  /** The pipeline, as `definePipeline` makes it. Called any number of times, it answers the same. */
  abstract synth(): Pipeline;
}
