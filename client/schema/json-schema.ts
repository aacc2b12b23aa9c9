import { z } from 'zod';
import { pipelineSchema } from './pipeline';

/** A part of a JSON Schema, with what our schemas add (`defaultText`, `notYet`). */
export type Part = z.core.JSONSchema.BaseSchema;

/** The JSON Schema of a pipeline with `defaultText` and `notYet` beside the descriptions. */
export const annotatedSchema = (): Part => z.toJSONSchema(pipelineSchema, { io: 'input' });

/**
 * The JSON Schema (draft 2020-12) of a pipeline, for editors. It describes the shape only, with the patterns of numbers, durations, times
 * and dates. `slipway check` knows the other rules, and which time zones exist.
 */
export function jsonSchema(): Part {
  const { properties, ...rest } = z.toJSONSchema(pipelineSchema, { io: 'input', override });
  return { title: 'A pipeline of Slipway', ...rest, properties: { $schema: schemaProperty, ...properties } };
}

const schemaProperty: Part = {
  type: 'string',
  description: 'Where an editor finds the JSON Schema of this file. Slipway ignores it.',
};

/** Moves our own keywords into the descriptions: a strict validator refuses keywords that it does not know. */
function override({ jsonSchema }: { jsonSchema: Part }): void {
  const { defaultText, notYet } = jsonSchema;
  delete jsonSchema.defaultText;
  delete jsonSchema.notYet;
  if (typeof defaultText === 'string') jsonSchema.description += ` By default, definePipeline writes ${defaultText}.`;
  if (typeof notYet === 'string') jsonSchema.description += ` Not done yet: ${notYet}.`;
}
