/** The shape of a stage. */
import { z } from 'zod';
import type { Stage } from '../../pipeline/model/pipeline';
import { defaultTexts } from './default-texts';
import { alarms, bakes, names, someTime, texts, traffic } from './evidence';
import { windowsSchema } from './windows';

const zone = z.strictObject({
  name: z
    .string()
    .describe('The id of an Availability Zone, or the name of a cell.')
    .meta({ examples: ['usw2-az1'] }),
  oneBox: z
    .literal(false)
    .exactOptional()
    .describe('`false` where the zone has no one-box of its own: the Region’s first zone stands for it.'),
});

const region = z.strictObject({
  name: z
    .string()
    .describe('AWS’s name of the Region.')
    .meta({ examples: ['us-west-2'] }),
  account: z.string().exactOptional().describe('Instead of the stage’s account, where each Region has one of its own.'),
  zones: z.array(zone).describe('In the order in which they take a change: one at a time.').meta({ minItems: 1 }),
});

const loadTest = z.strictObject({
  run: z
    .string()
    .describe('A shell command, run once a Region in a checkout of the change’s commit; one that fails is a failed test.'),
  within: someTime.describe('How long it may take.'),
});

const approval = z.strictObject({
  approvers: names
    .describe('Names or addresses of people, as they say who they are; nobody approves of their own change.')
    .meta({ minItems: 1 }),
  count: z.number().describe('How many different ones must say yes.').meta({ type: 'integer', minimum: 1 }),
  expires: someTime.describe('How long it can be given, from when the change begins to wait; after that the change ends.'),
});

export const stage = z.strictObject({
  name: z
    .string()
    .describe('Unique in the pipeline: lower case, digits, dashes.')
    .meta({ examples: ['first'] }),
  environment: z
    .enum(['alpha', 'beta', 'gamma', 'prod'])
    .describe('What it is for: the test stages alpha, beta and gamma share none of production’s lanes.'),
  account: z
    .string()
    .describe('The twelve digits of the AWS account.')
    .meta({ examples: ['111111111111'] }),
  regions: z.array(region).describe('The Regions that it reaches, all together.').meta({ minItems: 1 }),
  tests: names
    .describe('Shell commands, run once a Region against what was deployed there, in a checkout of the change’s commit.')
    .meta({ examples: [[]], defaultText: defaultTexts.tests }),
  canaries: names
    .exactOptional()
    .describe(
      'Names of the CloudWatch Synthetics canaries that call the service here; a template makes them, and `alarms` name theirs.',
    ),
  loadTest: loadTest
    .exactOptional()
    .describe('Traffic made for the purpose, after the tests and before the last bake.')
    .meta({ notYet: 'not-yet-load-test' }),
  oneBox: z.boolean().describe('Whether each zone’s one-box goes first.').meta({ defaultText: defaultTexts.oneBox }),
  bakes: bakes
    .describe('What must be seen, and for how long, by what was deployed just before; only test stages may do without.')
    .meta({ defaultText: 'what its fields say' }),
  onFailure: z
    .enum(['leave', 'rollBack'])
    .describe('What becomes of what failed: it is left for a look, or put back.')
    .meta({ defaultText: defaultTexts.onFailure }),
  approval: approval.exactOptional().describe('People who must say yes before the stage.'),
  windows: windowsSchema
    .exactOptional()
    .describe('When a change may enter the stage; one that is inside goes on, and a way back heeds none.'),
  alarms: alarms.exactOptional().describe('Instead of the pipeline’s.'),
  traffic: traffic.exactOptional().describe('Instead of the pipeline’s.'),
  parameters: z
    .record(z.string(), texts)
    .exactOptional()
    .describe('Parameters of templates that differ here, by component.')
    .meta({ notYet: 'not-yet-parameters' }),
}) satisfies z.ZodType<Stage>;
