/** The shape of a stage. */
import { z } from 'zod';
import type { Stage } from '../../pipeline/model/pipeline';
import { defaultTexts } from './default-texts';
import { alarms, bakes, positiveDuration, stringList, stringRecord, traffic } from './evidence';
import { windowsSchema } from './windows';

const zone = z.strictObject({
  name: z
    .string()
    .describe('The id of an Availability Zone, or the name of a cell.')
    .meta({ examples: ['usw2-az1'] }),
  oneBox: z
    .literal(false)
    .exactOptional()
    .describe('`false` if the zone has no one-box of its own: the one-box of the Region’s first zone stands for it.'),
});

const region = z.strictObject({
  name: z
    .string()
    .describe('AWS’s name of the Region.')
    .meta({ examples: ['us-west-2'] }),
  account: z.string().exactOptional().describe('The AWS account of this Region, if it differs from the stage’s.'),
  zones: z.array(zone).describe('The zones in the order in which they take a change, one at a time.').meta({ minItems: 1 }),
});

const loadTest = z.strictObject({
  run: z
    .string()
    .describe(
      'A shell command that runs once per Region in a checkout of the change’s commit. If it fails, the test has failed.',
    ),
  within: positiveDuration.describe('How long the command may take.'),
});

const approval = z.strictObject({
  approvers: stringList
    .describe('Names or addresses of people, as they give them when they approve. Nobody can approve their own change.')
    .meta({ minItems: 1 }),
  count: z.number().describe('How many different people must approve.').meta({ type: 'integer', minimum: 1 }),
  expires: positiveDuration.describe('How long the change waits for approval. After that it ends.'),
});

export const stage = z.strictObject({
  name: z
    .string()
    .describe('Unique in the pipeline: lower case, digits, dashes.')
    .meta({ examples: ['first'] }),
  environment: z
    .enum(['alpha', 'beta', 'gamma', 'prod'])
    .describe('The environment. The test stages alpha, beta and gamma share no lanes with production.'),
  account: z
    .string()
    .describe('The twelve digits of the AWS account.')
    .meta({ examples: ['111111111111'] }),
  regions: z.array(region).describe('The Regions that take a change together.').meta({ minItems: 1 }),
  tests: stringList
    .describe('Shell commands that run once per Region against what was deployed there, in a checkout of the change’s commit.')
    .meta({ examples: [[]], defaultText: defaultTexts.tests }),
  canaries: stringList
    .exactOptional()
    .describe(
      'Names of CloudWatch Synthetics canaries that call the service here. A template creates them, and `alarms` names their alarms.',
    ),
  loadTest: loadTest
    .exactOptional()
    .describe('Artificial traffic, after the tests and before the last bake.')
    .meta({ notYet: 'not-yet-load-test' }),
  oneBox: z.boolean().describe('Whether the one-box of each zone goes first.').meta({ defaultText: defaultTexts.oneBox }),
  bakes: bakes
    .describe('How long to watch after each deployment, and what must be seen. Only test stages may leave bakes out.')
    .meta({ defaultText: 'what its fields say' }),
  onFailure: z
    .enum(['leave', 'rollBack'])
    .describe('What happens to a change that fails here: it is left in place for inspection, or rolled back.')
    .meta({ defaultText: defaultTexts.onFailure }),
  approval: approval.exactOptional().describe('People who must approve before a change enters the stage.'),
  windows: windowsSchema
    .exactOptional()
    .describe('When a change may enter the stage. A change that has entered continues, and a rollback ignores windows.'),
  alarms: alarms.exactOptional().describe('Replaces the pipeline’s alarms in this stage.'),
  traffic: traffic.exactOptional().describe('Replaces the pipeline’s traffic metric in this stage.'),
  parameters: z
    .record(z.string(), stringRecord)
    .exactOptional()
    .describe('Parameters of templates that differ in this stage, by component.')
    .meta({ notYet: 'not-yet-parameters' }),
}) satisfies z.ZodType<Stage>;
