import { log, setCurrentDetails } from '@temporalio/workflow';

/** Where something moves; the deepest part that is named is where. */
export interface Where {
  readonly change: string;
  readonly stage?: string;
  readonly region?: string;
  readonly zone?: string;
}

/** Says in the worker's log that something moved. Costs no history, and is not said again on replay. */
export function say(where: Where, what: string): void {
  log.info(what, { moved: where });
}

/** Says that something moved, and shows it as what the workflow does now: in the Temporal Web UI, and to who asks for its metadata. */
export function show(where: Where, what: string): void {
  say(where, what);
  setCurrentDetails(what);
}
