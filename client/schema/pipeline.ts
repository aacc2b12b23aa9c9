/**
 * The shape of a pipeline from outside: JSON, or a file whose types nobody checked. Tied to the model's types, so they cannot drift.
 *
 * `describe` says what a field means, in the words of the model's comments; `defaultText` what `definePipeline` writes by default; `notYet`
 * which rule refuses what this version does not do. `slipway schema` and docs/pipeline-fields.md print all three.
 */
import { z } from 'zod';
import type { Notification, Pipeline, RelatedService } from '../../pipeline/model/pipeline';
import { rungs } from '../../pipeline/model/rung';
import { component } from './component';
import { defaultTexts } from './default-texts';
import { alarms, positiveDuration, stringList, traffic } from './evidence';
import { source } from './source';
import { stage } from './stage';

const build = z.strictObject({
  unitTests: stringList
    .exactOptional()
    .describe('Shell commands that run in the same checkout before the build. If one fails, the change ends.'),
  run: stringList
    .describe('The command and its arguments. It runs in a checkout of exactly the change’s commit.')
    .meta({ minItems: 1, examples: [['npm', 'run', 'package']] }),
  output: z
    .string()
    .describe('The folder that the command fills, relative to the checkout. It contains the templates and payloads.')
    .meta({ examples: ['dist'] }),
  network: z
    .enum(['none', 'allowed'])
    .describe('Whether the build may use the network.')
    .meta({ defaultText: defaultTexts.network }),
});

const rollback = z.strictObject({
  scope: z
    .enum(['region', 'wave', 'change'])
    .describe('What is rolled back when one Region fails: that Region, its whole wave, or every stage that the change is in.')
    .meta({ notYet: '"region" and "change" (not-yet-rollback-scope)' }),
  speed: z
    .enum(['zoneByZone', 'atOnce'])
    .exactOptional()
    .describe('How fast: zone by zone, by default, or all zones of a Region at once.')
    .meta({ notYet: '"atOnce" (not-yet-rollback-speed)' }),
});

const related = z.strictObject({
  service: z.string().describe('The name of the service.'),
  alarms: stringList
    .describe('Its alarms in the same Regions, which a bake of this pipeline watches too.')
    .meta({ examples: [[]] }),
}) satisfies z.ZodType<RelatedService>;

const notification = z.strictObject({
  to: z.string().describe('An address or a URL.'),
  of: z
    .array(z.enum(['delivered', 'refused', 'rolledBack', 'cancelled', 'stuck', 'waitsForApproval']))
    .describe('The events to report.'),
}) satisfies z.ZodType<Notification>;

export const pipelineSchema: z.ZodType<Pipeline> = z.strictObject({
  name: z
    .string()
    .describe('Unique in the organisation: lower case, digits, dashes.')
    .meta({ examples: ['checkout'] }),
  service: z
    .string()
    .describe('The service, whose pipelines share its lanes: lower case, digits, dashes.')
    .meta({ examples: ['checkout'], defaultText: defaultTexts.service }),
  team: z
    .string()
    .describe('The team that owns the service.')
    .meta({ examples: ['retail'] }),
  rung: z
    .enum(rungs)
    .exactOptional()
    .describe('How far the pipeline has come. By default it is at the last rung. Rules of higher rungs are hints.'),
  timing: z
    .literal('shortened')
    .exactOptional()
    .describe(
      'For a demo whose times are seconds: exempts the pipeline from the rules about time. Never use it in real production.',
    ),
  source: source.describe('Where changes come from.').meta({ notYet: '"image" and "bucket" (not-yet-source)' }),
  review: z
    .strictObject({
      approvals: z.number().int().min(0).describe('How many people other than the author must approve each commit.'),
    })
    .describe('What a commit needs before it can become a change.')
    .meta({ defaultText: defaultTexts.review }),
  build: build.describe('How a commit becomes a release.'),
  components: z
    .record(z.string(), component)
    .describe('The deployable parts, by name (lower case, digits, dashes). `dependsOn` orders them, not their place in the file.')
    .meta({ minProperties: 1 }),
  tags: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe(
      'Tags of all its stacks, which CloudFormation passes on to their resources. Tags that a stack has from elsewhere stay.',
    ),
  alarms: alarms.describe(
    'The CloudWatch alarms that bakes watch. A change waits before a stage until each is ok, or is about to be created by its release. TypeScript may write one list.',
  ),
  traffic: traffic.exactOptional().describe('The metric that counts requests, which shows that a bake saw traffic.'),
  queue: z
    .enum(['latest', 'every'])
    .describe('Which waiting change goes next: the latest, which supersedes the others, or every change in its turn.')
    .meta({ defaultText: defaultTexts.queue, notYet: '"latest" (not-yet-queue)' }),
  rollback: rollback.describe('How a failed change is rolled back.').meta({ defaultText: defaultTexts.rollback }),
  lookEvery: positiveDuration
    .describe('The time between two looks at alarms and traffic.')
    .meta({ defaultText: defaultTexts.lookEvery }),
  related: z
    .array(related)
    .exactOptional()
    .describe('Services that fail when this one does, or the other way round.')
    .meta({ notYet: 'not-yet-related' }),
  notifications: z
    .array(notification)
    .exactOptional()
    .describe('Who is notified of which events. By default notifications appear in the worker’s log.')
    .meta({ notYet: 'not-yet-notifications' }),
  stages: z.array(stage).describe('The stages in the order in which a change passes them.'),
});
