/** The shape of a pipeline from outside: JSON, or a file whose types nobody checked. Tied to the model's types, so they cannot drift. */
import { z } from 'zod';
import type { Duration } from '../pipeline/duration';
import type { Pipeline } from '../pipeline/model';
import { windowsSchema } from './windows-schema';

const duration = z.templateLiteral([z.number(), z.enum(['ms', 's', 'm', 'h'])], {
  error: 'expected a duration, as in "10m"',
}) satisfies z.ZodType<Duration>;
const texts = z.record(z.string(), z.string());
const names = z.array(z.string());
const bake = z.strictObject({ for: duration, minimumRequests: z.number(), deadline: duration }).exactOptional();
const region = z.strictObject({ name: z.string(), zones: z.array(z.strictObject({ name: z.string() })) });

const component = z.strictObject({
  per: z.enum(['region', 'zone']),
  template: z.string(),
  dependsOn: names,
  oneBox: z.string().exactOptional(),
  payload: z.string().exactOptional(),
  parameters: texts,
  shifts: z.literal('platform').exactOptional(),
  cannotCanary: z.string().exactOptional(),
});

const stage = z.strictObject({
  name: z.string(),
  environment: z.enum(['alpha', 'beta', 'gamma', 'prod']),
  account: z.string(),
  regions: z.array(region),
  tests: names,
  oneBox: z.boolean(),
  bakes: z.strictObject({ regional: bake, oneBox: bake, zone: bake, region: bake }),
  onFailure: z.enum(['leave', 'rollBack']),
  approval: z.strictObject({ approvers: names, count: z.number(), expires: duration }).exactOptional(),
  windows: windowsSchema.exactOptional(),
});

export const pipelineSchema: z.ZodType<Pipeline> = z.strictObject({
  name: z.string(),
  service: z.string(),
  team: z.string(),
  source: z.strictObject({ kind: z.literal('git'), repository: z.string(), branch: z.string() }),
  review: z.strictObject({ approvals: z.number().int().min(0) }),
  build: z.strictObject({ run: names, output: z.string(), network: z.enum(['none', 'allowed']) }),
  components: z.record(z.string(), component),
  alarms: z.strictObject({ region: names, zone: names, oneBox: names }),
  traffic: z
    .strictObject({
      namespace: z.string(),
      metric: z.string(),
      statistic: z.enum(['Sum', 'SampleCount']),
      period: duration,
      dimensions: z.strictObject({ environment: z.string(), zone: z.string(), share: z.string() }),
    })
    .exactOptional(),
  queue: z.enum(['latest', 'every']),
  rollback: z.strictObject({ scope: z.enum(['region', 'wave', 'change']) }),
  lookEvery: duration,
  stages: z.array(stage),
});
