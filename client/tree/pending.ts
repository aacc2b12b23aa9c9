/** What an activity that looks again and again said last: the failure of its last attempt. */
import type { WorkflowExecutionDescription } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { z } from 'zod';
import type { BakeProgress } from '../../pipeline/gates/bake-progress';

/** How far the bake is that a workflow waits for; `undefined` if it waits for none, or its last attempt failed in another way. */
export function pendingBake(described: WorkflowExecutionDescription): BakeProgress | undefined {
  const payload = lastFailure(described, 'bake')?.applicationFailureInfo?.details?.payloads?.[0];
  if (payload === undefined) return undefined;
  try {
    return bakeProgress.safeParse(defaultPayloadConverter.fromPayload(payload)).data;
  } catch {
    return undefined; // encoded in a way of somebody else's: the sentence is still shown
  }
}

/** The message of a pending activity's last failure, whatever kind of failure it is: a time-out, too, is why nothing moves. */
export const pendingReason = (described: WorkflowExecutionDescription, activity: string): string | undefined =>
  lastFailure(described, activity)?.message ?? undefined;

const lastFailure = ({ raw }: WorkflowExecutionDescription, activity: string) =>
  raw.pendingActivities?.find(({ activityType }) => activityType?.name === activity)?.lastFailure;

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
