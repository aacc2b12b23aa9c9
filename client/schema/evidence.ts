/** The shape of what bakes go by, and of the values that every part is made of. */
import { z } from 'zod';
import type { Duration } from '../../pipeline/model/duration';
import type { Alarm, Alarms, Bake, Bakes, Traffic } from '../../pipeline/model/pipeline';
import { defaultTexts } from './default-texts';

/** What is no duration for the rules either (`-5m`) passes here, so that they can tell it beside all else; `slipway schema` does not let it pass. */
export const duration = z
  .templateLiteral([z.number(), z.enum(['ms', 's', 'm', 'h'])], {
    error: 'is no duration: write a number and a unit, as in 90s, 30m or 12h',
  })
  .meta({ title: 'duration', pattern: '^\\d+(\\.\\d+)?(ms|s|m|h)$' }) satisfies z.ZodType<Duration>;

/** A duration that must be longer than no time at all, which the rules tell. */
export const someTime = duration.meta({ pattern: '^(?=.*[1-9])\\d+(\\.\\d+)?(ms|s|m|h)$' });

export const names = z.array(z.string());

export const texts = z.record(z.string(), z.string());

const named = z.strictObject({
  name: z.string().describe('The name of the alarm in CloudWatch.'),
  firesWithin: someTime.describe(
    'How long after the damage it can take to fire, where no template tells: no bake should be shorter.',
  ),
});

const alarm = z.union([z.string(), named]) satisfies z.ZodType<Alarm>;

const alarmsOf = (what: string) =>
  z
    .array(alarm)
    .describe(`Alarms of which there is one in ${what}, by name: {environment}, {region} and {zone} stand for the target’s own.`)
    .meta({ examples: [[]], defaultText: defaultTexts.alarms });

export const alarms = z.strictObject({
  region: alarmsOf('every Region'),
  zone: alarmsOf('every zone'),
  oneBox: alarmsOf('the one-box of every zone'),
}) satisfies z.ZodType<Alarms>;

const dimensions = z.strictObject({
  environment: z.string().describe('The dimension that says the environment.'),
  zone: z.string().describe('The dimension that says the zone.'),
  share: z.string().describe('The dimension whose value is one-box or fleet.'),
});

export const traffic = z.strictObject({
  namespace: z.string().describe('The metric’s namespace in CloudWatch.'),
  metric: z.string().describe('The metric that counts requests.'),
  statistic: z.enum(['Sum', 'SampleCount']).describe('Which statistic of the metric is the number of requests.'),
  period: someTime
    .describe('What a data point covers; CloudWatch keeps 60 s and more unless the metric is of high resolution.')
    .meta({ defaultText: defaultTexts.period }),
  dimensions: dimensions.describe('Which dimension of the metric says what.'),
}) satisfies z.ZodType<Traffic>;

const bake = z.strictObject({
  for: duration.describe('How long it lasts at least.'),
  minimumRequests: z
    .number()
    .describe('Requests that must have been seen since it began; 0 asks for none.')
    .meta({ type: 'integer', minimum: 0, defaultText: defaultTexts.minimumRequests }),
  deadline: duration
    .describe('When what is still missing makes the verdict inconclusive, counted from the beginning.')
    .meta({ defaultText: defaultTexts.deadline }),
  silence: z
    .enum(['rollBack', 'ask'])
    .exactOptional()
    .describe('What becomes of a change whose bake is inconclusive: it goes back, as where nothing is said, or people are asked.')
    .meta({ notYet: '"ask" (not-yet-bake-silence)' }),
}) satisfies z.ZodType<Bake>;

const bakeAfter = (what: string, filled: string) =>
  bake
    .exactOptional()
    .describe(`The bake after ${what}; there is none where JSON leaves it out, or TypeScript says \`'none'\`.`)
    .meta({ defaultText: filled });

export const bakes = z.strictObject({
  regional: bakeAfter('the components of a Region, before its first zone', defaultTexts.bakes.regional),
  oneBox: bakeAfter('the one-box of each zone', defaultTexts.bakes.oneBox),
  zone: bakeAfter('each zone', defaultTexts.bakes.zone),
  region: bakeAfter('the last zone of a Region and the stage’s tests', defaultTexts.bakes.region),
}) satisfies z.ZodType<Bakes>;
