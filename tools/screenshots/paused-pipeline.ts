import type { Pipeline, Stage } from '../../pipeline/model/pipeline';

/** The person who approves in the pictures. */
export const approver = 'ann';

/**
 * The demo's pipeline with pauses where pictures are taken: its first wave waits for an approval, and its one-box bakes for an hour. So
 * nothing moves on before the picture, however slow the machine is.
 */
export const pausedPipeline = (pipeline: Pipeline): Pipeline => ({ ...pipeline, stages: pipeline.stages.map(pausedStage) });

function pausedStage(stage: Stage): Stage {
  if (stage.name !== 'first') return stage;
  return {
    ...stage,
    approval: { approvers: [approver, 'bob'], count: 1, expires: '2h' },
    bakes: { ...stage.bakes, oneBox: { for: '1h', minimumRequests: 100, deadline: '2h' } },
  };
}
