/** The shape of a stage. */
import { z } from 'zod';
import type { Stage } from '../pipeline/model';
import { alarms, bakes, duration, names, texts, traffic } from './evidence-schema';
import { windowsSchema } from './windows-schema';

const region = z.strictObject({
  name: z.string(),
  account: z.string().exactOptional(),
  zones: z.array(z.strictObject({ name: z.string(), oneBox: z.literal(false).exactOptional() })),
});

export const stage = z.strictObject({
  name: z.string(),
  environment: z.enum(['alpha', 'beta', 'gamma', 'prod']),
  account: z.string(),
  regions: z.array(region),
  tests: names,
  canaries: names.exactOptional(),
  loadTest: z.strictObject({ run: z.string(), within: duration }).exactOptional(),
  oneBox: z.boolean(),
  bakes,
  onFailure: z.enum(['leave', 'rollBack']),
  approval: z.strictObject({ approvers: names, count: z.number(), expires: duration }).exactOptional(),
  windows: windowsSchema.exactOptional(),
  alarms: alarms.exactOptional(),
  traffic: traffic.exactOptional(),
  parameters: z.record(z.string(), texts).exactOptional(),
}) satisfies z.ZodType<Stage>;
