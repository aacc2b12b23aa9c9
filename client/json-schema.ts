import { z } from 'zod';
import { pipelineSchema } from './schema';

/**
 * The JSON Schema (draft 2020-12) of a pipeline: of its shape, which is all that a schema can say. What the rules ask for, and which time
 * zones there are, `slipway check` knows.
 */
export const jsonSchema = () => ({ title: 'A pipeline of Slipway', ...z.toJSONSchema(pipelineSchema, { io: 'input' }) });
