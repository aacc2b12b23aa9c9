/** The shape of a pipeline from outside: JSON, or a file whose types nobody checked. Tied to the model's types, so they cannot drift. */
import { z } from 'zod';
import type { Component, Notification, Pipeline, RelatedService, Source } from '../pipeline/model';
import { rungs } from '../pipeline/rung';
import { alarms, duration, names, texts, traffic } from './evidence-schema';
import { stage } from './stage-schema';

const source = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('git'), repository: z.string(), branch: z.string() }),
    z.strictObject({ kind: z.literal('image'), image: z.string(), tag: z.string() }),
    z.strictObject({ kind: z.literal('bucket'), bucket: z.string(), key: z.string() }),
  ],
  { error: 'expected a source whose kind is "git", "image" or "bucket"' },
) satisfies z.ZodType<Source>;

const component = z.strictObject({
  per: z.enum(['region', 'zone']),
  template: z.string(),
  dependsOn: names,
  paths: names.exactOptional(),
  oneBox: z.string().exactOptional(),
  payload: z.string().exactOptional(),
  parameters: texts,
  rolling: z.strictObject({ parameter: z.string(), forward: z.number(), back: z.number() }).exactOptional(),
  shifts: z.literal('platform').exactOptional(),
  cannotCanary: z.string().exactOptional(),
}) satisfies z.ZodType<Component>;

const related = z.strictObject({ service: z.string(), alarms: names }) satisfies z.ZodType<RelatedService>;

const notification = z.strictObject({
  to: z.string(),
  of: z.array(z.enum(['delivered', 'refused', 'rolledBack', 'cancelled', 'stuck', 'waitsForApproval'])),
}) satisfies z.ZodType<Notification>;

export const pipelineSchema: z.ZodType<Pipeline> = z.strictObject({
  name: z.string(),
  service: z.string(),
  team: z.string(),
  rung: z.enum(rungs).exactOptional(),
  timing: z.literal('shortened').exactOptional(),
  source,
  review: z.strictObject({ approvals: z.number().int().min(0) }),
  build: z.strictObject({
    unitTests: names.exactOptional(),
    run: names,
    output: z.string(),
    network: z.enum(['none', 'allowed']),
  }),
  components: z.record(z.string(), component),
  alarms,
  traffic: traffic.exactOptional(),
  queue: z.enum(['latest', 'every']),
  rollback: z.strictObject({
    scope: z.enum(['region', 'wave', 'change']),
    speed: z.enum(['zoneByZone', 'atOnce']).exactOptional(),
  }),
  lookEvery: duration,
  related: z.array(related).exactOptional(),
  notifications: z.array(notification).exactOptional(),
  stages: z.array(stage),
});
