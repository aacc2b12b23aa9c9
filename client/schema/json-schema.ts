import { z } from 'zod';
import { pipelineSchema } from './pipeline';

/** A part of a JSON Schema, with what our schemas say besides. */
export type Part = z.core.JSONSchema.BaseSchema;

/** The JSON Schema of a pipeline as our schemas say it: what is filled in and what is not done yet stand beside the descriptions. */
export const shape = (): Part => z.toJSONSchema(pipelineSchema, { io: 'input' });

/**
 * The JSON Schema (draft 2020-12) of a pipeline: of its shape, which is all that a schema can say. Numbers, durations, times and dates are
 * held to what the rules ask of them, so that an editor tells it; what else the rules ask for, and which time zones there are, `slipway check` knows.
 */
export function jsonSchema(): Part {
  const { properties, ...rest } = z.toJSONSchema(pipelineSchema, { io: 'input', override });
  return { title: 'A pipeline of Slipway', ...rest, properties: { $schema: ofItself, ...properties } };
}

/** An editor finds the schema by it; nothing else reads it. */
const ofItself: Part = {
  type: 'string',
  description: 'Where an editor finds the JSON Schema of this file; Slipway passes over it.',
};

/** What our schemas say besides becomes part of the descriptions: of words that are not its own, a strict reader thinks it a mistake. */
function override({ jsonSchema }: { jsonSchema: Part }): void {
  const { defaultText, notYet } = jsonSchema;
  delete jsonSchema.defaultText;
  delete jsonSchema.notYet;
  if (typeof defaultText === 'string') jsonSchema.description += ` Where nothing is said, definePipeline writes ${defaultText}.`;
  if (typeof notYet === 'string') jsonSchema.description += ` Not done yet: ${notYet}.`;
}
