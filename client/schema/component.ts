/** The shape of a component. */
import { z } from 'zod';
import type { Component } from '../../pipeline/model/pipeline';
import { defaultTexts } from './default-texts';
import { stringList, stringRecord } from './evidence';

const percent = z.number().meta({ exclusiveMinimum: 0, maximum: 100 });

const rolling = z.strictObject({
  parameter: z.string().describe('The name of the template’s parameter that receives the percentage.'),
  forward: percent.describe('How much of the fleet is replaced at once by a deployment, in percent.'),
  back: percent.describe('How much of the fleet is replaced at once by a rollback, in percent. A rollback may go faster.'),
});

export const component = z.strictObject({
  per: z.enum(['region', 'zone']).describe('Whether it is one stack in each Region or one in each zone.'),
  template: z
    .string()
    .describe('The path of its CloudFormation template in the build’s output.')
    .meta({ examples: ['api.template.json'] }),
  dependsOn: stringList
    .describe('Components that are deployed before this one, and rolled back after it.')
    .meta({ examples: [[]], defaultText: defaultTexts.dependsOn }),
  paths: stringList
    .exactOptional()
    .describe('The files of the repository that it is made of, as globs. A merge that touches none of them does not deploy it.')
    .meta({ notYet: 'not-yet-paths' }),
  oneBox: z
    .string()
    .exactOptional()
    .describe('The path of the template of its one-box in a zone, in the build’s output. Without it, it has no one-box.'),
  payload: z
    .string()
    .exactOptional()
    .describe(
      'A folder or file of the build’s output that it runs. The template receives its digest as the parameter `Payload`.',
    ),
  parameters: stringRecord
    .describe(
      'Parameters of the template, the same at every target. Slipway itself supplies `Environment`, `Zone`, `Share` and `Payload`.',
    )
    .meta({ examples: [{}], defaultText: defaultTexts.parameters }),
  stateless: z
    .array(z.string())
    .exactOptional()
    .describe(
      'The types of its custom resources, as in `Custom::Name`, that hold no data. Slipway deletes and replaces no others.',
    ),
  rolling: rolling
    .exactOptional()
    .describe('How much of a fleet is replaced at once. The template receives it as a parameter.')
    .meta({ notYet: 'not-yet-rolling' }),
  shifts: z
    .literal('platform')
    .exactOptional()
    .describe(
      'AWS itself shifts the traffic (a Lambda alias, an ECS deployment), so it has no one-box. An alarm that fires cancels the update.',
    ),
  cannotCanary: z
    .string()
    .exactOptional()
    .describe('Why it can only change as a whole, such as a table or a queue. Reviewers judge this reason.'),
}) satisfies z.ZodType<Component>;
