/** What an activity that looks again and again said last: the failure of its last attempt. */
import type { WorkflowExecutionDescription } from '@temporalio/client';
import { ApplicationFailure, defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { z } from 'zod';
import type { BakeProgress } from '../../pipeline/gates/bake-progress';

/** How far the bake is that a workflow waits for; `undefined` if it waits for none, or the bake has not looked yet. */
export const pendingBake = (described: WorkflowExecutionDescription): BakeProgress | undefined =>
  bakeProgress.safeParse(lastFailure(described, 'bake')?.details?.[0]).data;

/** The sentence of a pending activity's last failure. */
export const pendingReason = (described: WorkflowExecutionDescription, activity: string): string | undefined =>
  lastFailure(described, activity)?.message;

function lastFailure({ raw }: WorkflowExecutionDescription, activity: string): ApplicationFailure | undefined {
  const failure = raw.pendingActivities?.find(({ activityType }) => activityType?.name === activity)?.lastFailure;
  const err = failure && defaultFailureConverter.failureToError(failure, defaultPayloadConverter);
  return err instanceof ApplicationFailure ? err : undefined;
}

const bakeProgress: z.ZodType<BakeProgress> = z.object({
  waitsFor: z.discriminatedUnion('on', [
    z.object({ on: z.literal('time'), leftMs: z.number() }),
    z.object({ on: z.literal('traffic'), seen: z.number().nullable(), needed: z.number() }),
    z.object({ on: z.literal('alarms'), alarms: z.array(z.string()) }),
  ]),
  elapsedMs: z.number(),
  forMs: z.number(),
  requests: z.number().nullable(),
  minimumRequests: z.number(),
  problems: z.array(z.string()),
});
