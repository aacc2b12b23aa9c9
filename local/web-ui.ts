import { changeAttribute, pipelineAttribute, stageAttribute, statusAttribute } from '../workflows/messages/search-attributes';

/** Every run of a change except those that continued as new. The Web UI shows `!=` as `=` in its filters, so each status is listed. */
const newestRun = ['Running', 'Completed', 'Failed', 'Terminated'].map((status) => `ExecutionStatus = '${status}'`).join(' OR ');

/** The queries of the saved views that docs/web-ui.md recommends. */
export const views = {
  changes: `WorkflowType = 'change' AND (${newestRun})`,
  waiting: `ExecutionStatus = 'Running' AND ${statusAttribute.name} IN ('stuck', 'waits for approval', 'waits for a person')`,
  services: "WorkflowType = 'service' AND ExecutionStatus = 'Running'",
} as const;

/** The recommended columns for a list of changes, instead of the Web UI's defaults. */
export const changeColumns = [
  'Status',
  'Workflow ID',
  ...[pipelineAttribute, stageAttribute, statusAttribute].map(({ name }) => name),
  'Start',
] as const;

/** The query for one change and all workflows below it. */
export const partsOf = (change: string): string => `${changeAttribute.name} = '${change}'`;

/** A run of a workflow. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/** A tab of a workflow's page. */
export type Tab = 'timeline' | 'user-metadata' | 'pending-activities' | 'relationships';

/** The addresses of pages in a Temporal Web UI. */
export const addressesIn = (ui: string, namespace = 'default') => {
  const workflows = `${ui}/namespaces/${namespace}/workflows`;
  return {
    list: (query: string): string => `${workflows}?query=${encodeURIComponent(query)}`,
    workflow: ({ workflowId, runId }: Run, tab: Tab): string =>
      `${workflows}/${encodeURIComponent(workflowId)}/${encodeURIComponent(runId)}/${tab}`,
  };
};
