import { changeAttribute, pipelineAttribute, stageAttribute, statusAttribute } from '../workflows/messages/search-attributes';

/** Each of a change's runs but those that it continued from. The Web UI draws `!=` as `=` in its filters, so they are named one by one. */
const newestRun = ['Running', 'Completed', 'Failed', 'Terminated'].map((status) => `ExecutionStatus = '${status}'`).join(' OR ');

/** The saved views that docs/web-ui.md tells people to keep: what each is for, and its query. */
export const views = {
  changes: `WorkflowType = 'change' AND (${newestRun})`,
  waiting: `ExecutionStatus = 'Running' AND ${statusAttribute.name} IN ('stuck', 'waits for approval')`,
  services: "WorkflowType = 'service' AND ExecutionStatus = 'Running'",
} as const;

/** The columns of a list of changes, in place of those that the Web UI shows at first. */
export const changeColumns = [
  'Status',
  'Workflow ID',
  ...[pipelineAttribute, stageAttribute, statusAttribute].map(({ name }) => name),
  'Start',
] as const;

/** Everything of one change: itself, and what is below it. */
export const partsOf = (change: string): string => `${changeAttribute.name} = '${change}'`;

/** A run of a workflow. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/** A tab of a workflow's page. */
export type Tab = 'timeline' | 'user-metadata' | 'pending-activities' | 'relationships';

/** Pages of a Temporal Web UI, by what is on them. */
export const addressesIn = (ui: string, namespace = 'default') => {
  const workflows = `${ui}/namespaces/${namespace}/workflows`;
  return {
    list: (query: string): string => `${workflows}?query=${encodeURIComponent(query)}`,
    workflow: ({ workflowId, runId }: Run, tab: Tab): string =>
      `${workflows}/${encodeURIComponent(workflowId)}/${encodeURIComponent(runId)}/${tab}`,
  };
};
