import { workflowInfo } from '@temporalio/workflow';
import type { StagePlan } from '../../pipeline/plan/plan';
import type { ChangeInput } from '../messages/inputs';
import type { Progress } from '../messages/progress';

/** How far a change is before it has begun. */
export const firstProgress = ({ pipeline, merge, number }: ChangeInput, stages: readonly StagePlan[]): Progress => ({
  change: workflowInfo().workflowId,
  service: pipeline.service,
  pipeline: pipeline.name,
  number,
  commit: merge.commit,
  since: new Date().toISOString(),
  doing: 'start',
  stages: stages.map(({ name, environment, regions }) => ({
    name,
    environment,
    regions: regions.map((region) => region.name),
    zones: Object.fromEntries(regions.map((region) => [region.name, region.zones.map((zone) => zone.name)])),
    standing: 'ahead',
    why: '',
  })),
});
