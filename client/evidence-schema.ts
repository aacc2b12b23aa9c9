/** The shape of what bakes go by, and of the values that every part is made of. */
import { z } from 'zod';
import type { Duration } from '../pipeline/duration';
import type { Alarm, Alarms, Bakes, Traffic } from '../pipeline/model';

export const duration = z.templateLiteral([z.number(), z.enum(['ms', 's', 'm', 'h'])], {
  error: 'expected a duration, as in "10m"',
}) satisfies z.ZodType<Duration>;

export const names = z.array(z.string());

export const texts = z.record(z.string(), z.string());

const alarm = z.union([z.string(), z.strictObject({ name: z.string(), firesWithin: duration })], {
  error: 'expected the name of an alarm, or its "name" with "firesWithin", a duration',
}) satisfies z.ZodType<Alarm>;

export const alarms = z.strictObject({
  region: z.array(alarm),
  zone: z.array(alarm),
  oneBox: z.array(alarm),
}) satisfies z.ZodType<Alarms>;

export const traffic = z.strictObject({
  namespace: z.string(),
  metric: z.string(),
  statistic: z.enum(['Sum', 'SampleCount']),
  period: duration,
  dimensions: z.strictObject({ environment: z.string(), zone: z.string(), share: z.string() }),
}) satisfies z.ZodType<Traffic>;

const bake = z
  .strictObject({
    for: duration,
    minimumRequests: z.number(),
    deadline: duration,
    silence: z.enum(['rollBack', 'ask']).exactOptional(),
  })
  .exactOptional();

export const bakes = z.strictObject({ regional: bake, oneBox: bake, zone: bake, region: bake }) satisfies z.ZodType<Bakes>;
