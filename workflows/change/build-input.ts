import type { BuildInput } from '../../activities/contract';
import type { ChangeInput } from '../messages/inputs';

/** The input of a change's build: of each component only what shapes its stacks. */
export const buildInputOf = ({ pipeline, merge }: Pick<ChangeInput, 'pipeline' | 'merge'>): BuildInput => ({
  merge,
  source: pipeline.source,
  build: pipeline.build,
  ...(pipeline.tags && { tags: pipeline.tags }),
  components: Object.entries(pipeline.components).map(([name, { template, oneBox, payload, parameters }]) => ({
    name,
    template,
    parameters,
    ...(oneBox !== undefined && { oneBox }),
    ...(payload !== undefined && { payload }),
  })),
});
