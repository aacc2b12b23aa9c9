/** The shape of what a bake decides by, and of values that many parts have. */
import { z } from 'zod';
import type { Duration } from '../../pipeline/model/duration';
import type { Alarm, Alarms, Bake, Bakes, Traffic } from '../../pipeline/model/pipeline';
import { defaultTexts } from './default-texts';

/** Accepts `-5m`, which the rules refuse together with everything else; the pattern of `slipway schema` does not accept it. */
export const duration = z
  .templateLiteral([z.number(), z.enum(['ms', 's', 'm', 'h'])], {
    error: 'is not a duration: write a number and a unit, as in 90s, 30m or 12h',
  })
  .meta({ title: 'duration', pattern: '^\\d+(\\.\\d+)?(ms|s|m|h)$' }) satisfies z.ZodType<Duration>;

/** The rules refuse zero; the pattern of `slipway schema` does so for editors. */
export const positiveDuration = duration.meta({ pattern: '^(?=.*[1-9])\\d+(\\.\\d+)?(ms|s|m|h)$' });

export const stringList = z.array(z.string());

export const stringRecord = z.record(z.string(), z.string());

const namedAlarm = z.strictObject({
  name: z.string().describe('The name of the alarm in CloudWatch.'),
  firesWithin: positiveDuration.describe(
    'How long after the damage it fires at the latest, if no template of the release defines it. A bake should not be shorter.',
  ),
});

const alarm = z.union([z.string(), namedAlarm]) satisfies z.ZodType<Alarm>;

const alarmsOf = (what: string) =>
  z
    .array(alarm)
    .describe(
      `Names of alarms that exist once in ${what}. \`{environment}\`, \`{region}\` and \`{zone}\` stand for the target’s own.`,
    )
    .meta({ examples: [[]], defaultText: defaultTexts.alarms });

export const alarms = z.strictObject({
  region: alarmsOf('every Region'),
  zone: alarmsOf('every zone'),
  oneBox: alarmsOf('every zone for its one-box'),
}) satisfies z.ZodType<Alarms>;

const dimensions = z.strictObject({
  environment: z.string().describe('The dimension that names the environment.'),
  zone: z.string().describe('The dimension that names the zone.'),
  share: z.string().describe('The dimension whose value is `one-box` or `fleet`.'),
});

export const traffic = z.strictObject({
  namespace: z.string().describe('The metric’s namespace in CloudWatch.'),
  metric: z.string().describe('The name of the metric that counts requests.'),
  statistic: z.enum(['Sum', 'SampleCount']).describe('The statistic of the metric that is the number of requests.'),
  period: positiveDuration
    .describe('The time that one data point covers. CloudWatch keeps 60 s or more, unless the metric has high resolution.')
    .meta({ defaultText: defaultTexts.period }),
  dimensions: dimensions.describe('The names of the metric’s dimensions.'),
}) satisfies z.ZodType<Traffic>;

const bake = z.strictObject({
  for: duration.describe('The shortest time that the bake takes.'),
  minimumRequests: z
    .number()
    .describe('The number of requests that the bake must see before it can end healthy. 0 means that it needs none.')
    .meta({ type: 'integer', minimum: 0, defaultText: defaultTexts.minimumRequests }),
  deadline: duration
    .describe('The time from its beginning after which a bake that still lacks evidence is inconclusive.')
    .meta({ defaultText: defaultTexts.deadline }),
  silence: z
    .enum(['rollBack', 'ask'])
    .exactOptional()
    .describe(
      'What happens if the bake is inconclusive: the change is rolled back, by default, or people are asked. Silence is never health.',
    )
    .meta({ notYet: '"ask" (not-yet-bake-silence)' }),
}) satisfies z.ZodType<Bake>;

const bakeAfter = (what: string, defaultText: string) =>
  bake
    .exactOptional()
    .describe(`The bake after ${what}. To have none, omit it in JSON or write \`'none'\` in TypeScript.`)
    .meta({ defaultText });

export const bakes = z.strictObject({
  regional: bakeAfter('the components of a Region, before its first zone', defaultTexts.bakes.regional),
  oneBox: bakeAfter('the one-box of each zone', defaultTexts.bakes.oneBox),
  zone: bakeAfter('each zone', defaultTexts.bakes.zone),
  region: bakeAfter('the last zone of a Region and the stage’s tests', defaultTexts.bakes.region),
}) satisfies z.ZodType<Bakes>;
