import type { Pipeline, Stage } from '../../pipeline/model/pipeline';

/** Who approves in the pictures. */
export const approver = 'ann';

/**
 * The demo's pipeline, standing still where a picture is taken: its first wave waits for a person, and its one-box bakes until somebody
 * has seen enough. However slow the machine is, nothing moves on before.
 */
export const sceneryOf = (pipeline: Pipeline): Pipeline => ({ ...pipeline, stages: pipeline.stages.map(stageOf) });

function stageOf(stage: Stage): Stage {
  if (stage.name !== 'first') return stage;
  return {
    ...stage,
    approval: { approvers: [approver, 'bob'], count: 1, expires: '2h' },
    bakes: { ...stage.bakes, oneBox: { for: '1h', minimumRequests: 100, deadline: '2h' } },
  };
}
