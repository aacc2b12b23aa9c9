/** The shape of a stage. */
import { z } from 'zod';
import type { Stage } from '../pipeline/model';
import { type Windows, weekdays } from '../pipeline/windows';
import { alarms, bakes, duration, names, texts, traffic } from './evidence-schema';

const clockTime = z.templateLiteral([z.number(), ':', z.number()], { error: 'expected a time, as in "09:00"' });

const date = z.templateLiteral([z.number(), '-', z.number(), '-', z.number()], { error: 'expected a date, as in "2026-12-25"' });

const windows = z.strictObject({
  timeZone: z.string(),
  open: z.array(
    z.strictObject({
      days: z.array(z.enum(weekdays)).exactOptional(),
      from: clockTime,
      to: clockTime,
      except: z.array(date).exactOptional(),
    }),
  ),
  calendars: z
    .array(z.strictObject({ name: z.string(), closed: z.array(z.strictObject({ from: date, to: date })) }))
    .exactOptional(),
}) satisfies z.ZodType<Windows>;

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
  windows: windows.exactOptional(),
  alarms: alarms.exactOptional(),
  traffic: traffic.exactOptional(),
  parameters: z.record(z.string(), texts).exactOptional(),
}) satisfies z.ZodType<Stage>;
