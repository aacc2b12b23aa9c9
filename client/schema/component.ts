/** The shape of a component. */
import { z } from 'zod';
import type { Component } from '../../pipeline/model/pipeline';
import { defaultTexts } from './default-texts';
import { names, texts } from './evidence';

const share = z.number().meta({ exclusiveMinimum: 0, maximum: 100 });

const rolling = z.strictObject({
  parameter: z.string().describe('The name of the template’s parameter that is handed the share.'),
  forward: share.describe('How much of the fleet is replaced at once on the way forward, in percent.'),
  back: share.describe('How much of it on the way back, in percent: going back may hurry where going forward may not.'),
});

export const component = z.strictObject({
  per: z.enum(['region', 'zone']).describe('Whether it is one stack in each Region or in each zone.'),
  template: z
    .string()
    .describe('The path of its CloudFormation template in the build’s output.')
    .meta({ examples: ['api.template.json'] }),
  dependsOn: names
    .describe('Components that must be in place before this one, and that go back after it.')
    .meta({ examples: [[]], defaultText: defaultTexts.dependsOn }),
  paths: names
    .exactOptional()
    .describe('Files of the repository that it is made of, as globs: a merge that touches none leaves it alone.')
    .meta({ notYet: 'not-yet-paths' }),
  oneBox: z
    .string()
    .exactOptional()
    .describe('The template of its one-box in a zone, a path in the build’s output; without it the component has none.'),
  payload: z
    .string()
    .exactOptional()
    .describe('A folder or file of the build’s output that it runs; its digest is the template’s parameter Payload.'),
  parameters: texts
    .describe(
      'Parameters of the template, the same at every target; Slipway supplies Environment, Zone, Share and Payload itself.',
    )
    .meta({ examples: [{}], defaultText: defaultTexts.parameters }),
  rolling: rolling
    .exactOptional()
    .describe('How much of a fleet is replaced at once, handed to the template.')
    .meta({ notYet: 'not-yet-rolling' }),
  shifts: z
    .literal('platform')
    .exactOptional()
    .describe(
      'AWS itself shifts the traffic (a Lambda alias, an ECS deployment), so there is no one-box; an alarm that fires cancels the update.',
    ),
  cannotCanary: z
    .string()
    .exactOptional()
    .describe('Why it takes a change only as a whole, as a table or a queue does: the reason that a reviewer is to judge.'),
}) satisfies z.ZodType<Component>;
