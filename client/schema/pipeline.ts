/**
 * The shape of a pipeline from outside: JSON, or a file whose types nobody checked. Tied to the model's types, so they cannot drift.
 *
 * What each field says, `describe` has; `filledIn` is what `definePipeline` writes where nothing is said, and `notYet` the rule that refuses
 * what this version does not do. `slipway schema` and docs/pipeline-fields.md print all three.
 */
import { z } from 'zod';
import type { Notification, Pipeline, RelatedService } from '../../pipeline/model/pipeline';
import { rungs } from '../../pipeline/model/rung';
import { component } from './component';
import { defaultTexts } from './default-texts';
import { alarms, names, someTime, traffic } from './evidence';
import { source } from './source';
import { stage } from './stage';

const build = z.strictObject({
  unitTests: names
    .exactOptional()
    .describe('Shell commands, run in the same checkout before the build; one that fails ends the change.'),
  run: names
    .describe('The command and its arguments, run in a checkout of exactly the change’s commit.')
    .meta({ minItems: 1, examples: [['npm', 'run', 'package']] }),
  output: z
    .string()
    .describe('The folder that the command fills, relative to the checkout: templates and payloads are looked for in it.')
    .meta({ examples: ['dist'] }),
  network: z
    .enum(['none', 'allowed'])
    .describe('Whether the build reaches the network.')
    .meta({ defaultText: defaultTexts.network }),
});

const rollback = z.strictObject({
  scope: z
    .enum(['region', 'wave', 'change'])
    .describe('What goes back when one Region hurts: it alone, its whole wave, or every stage that the change is in.')
    .meta({ notYet: '"region" and "change" (not-yet-rollback-scope)' }),
  speed: z
    .enum(['zoneByZone', 'atOnce'])
    .exactOptional()
    .describe('How fast: one zone after the other, as where nothing is said, or all zones of a Region at once.')
    .meta({ notYet: '"atOnce" (not-yet-rollback-speed)' }),
});

const related = z.strictObject({
  service: z.string().describe('The name of the service.'),
  alarms: names.describe('Its alarms in the same Regions that a bake of this pipeline watches too.').meta({ examples: [[]] }),
}) satisfies z.ZodType<RelatedService>;

const notification = z.strictObject({
  to: z.string().describe('An address or a URL.'),
  of: z.array(z.enum(['delivered', 'refused', 'rolledBack', 'cancelled', 'stuck', 'waitsForApproval'])).describe('What is told.'),
}) satisfies z.ZodType<Notification>;

export const pipelineSchema: z.ZodType<Pipeline> = z.strictObject({
  name: z
    .string()
    .describe('Unique in the organisation: lower case, digits, dashes.')
    .meta({ examples: ['checkout'] }),
  service: z
    .string()
    .describe('Pipelines of one service share its lanes: lower case, digits, dashes.')
    .meta({ examples: ['checkout'], defaultText: defaultTexts.service }),
  team: z
    .string()
    .describe('Who owns the service.')
    .meta({ examples: ['retail'] }),
  rung: z
    .enum(rungs)
    .exactOptional()
    .describe('How far the pipeline has come; without it, all the way. Rules of higher rungs are hints.'),
  timing: z
    .literal('shortened')
    .exactOptional()
    .describe('Said of a demo whose times are seconds: it exempts it from the rules about time.'),
  source: source.describe('Where changes come from.').meta({ notYet: '"image" and "bucket" (not-yet-source)' }),
  review: z
    .strictObject({
      approvals: z.number().int().min(0).describe('How many people other than the author must have approved each commit.'),
    })
    .describe('What a commit needs before it may be a change.')
    .meta({ defaultText: defaultTexts.review }),
  build: build.describe('How a commit becomes a release.'),
  components: z
    .record(z.string(), component)
    .describe('The deployable parts by name (lower case, digits, dashes); their order means nothing, `dependsOn` does.')
    .meta({ minProperties: 1 }),
  alarms: alarms.describe(
    'The CloudWatch alarms that bakes watch; a change waits before a stage until they are there and quiet; TypeScript may write one list.',
  ),
  traffic: traffic.exactOptional().describe('The metric that counts requests: the evidence that a bake saw traffic.'),
  queue: z
    .enum(['latest', 'every'])
    .describe('Which of the changes that wait goes next: the latest alone, or each in its turn.')
    .meta({ defaultText: defaultTexts.queue, notYet: '"latest" (not-yet-queue)' }),
  rollback: rollback.describe('The way back.').meta({ defaultText: defaultTexts.rollback }),
  lookEvery: someTime.describe('How long between two looks at alarms and traffic.').meta({ defaultText: defaultTexts.lookEvery }),
  related: z
    .array(related)
    .exactOptional()
    .describe('Services that are hurt when this one is, or the other way round.')
    .meta({ notYet: 'not-yet-related' }),
  notifications: z
    .array(notification)
    .exactOptional()
    .describe('Whom to tell of what; without any, people are told through the worker’s log.')
    .meta({ notYet: 'not-yet-notifications' }),
  stages: z.array(stage).describe('In the order in which a change passes them.'),
});
