import fc from 'fast-check';
import { pipelineSchema } from '../../../client/schema/pipeline';
import { anyPipeline } from '../../pipeline/builders/any-pipeline';

test('any pipeline survives JSON and the schema unchanged', () => {
  fc.assert(
    fc.property(anyPipeline, (pipeline) => expect(pipelineSchema.parse(JSON.parse(JSON.stringify(pipeline)))).toEqual(pipeline)),
  );
});

/** Every object of a pipeline whose keys the model defines; the keys of components and parameters are a team's own. */
function partsOf(value: unknown, name = ''): object[] {
  if (typeof value !== 'object' || value === null || name === 'parameters' || name === 'tags') return [];
  const below = Object.entries(value).flatMap(([key, part]) => partsOf(part, key));
  return Array.isArray(value) || name === 'components' ? below : [value, ...below];
}

test('a key that the model does not know is refused, at any level', () => {
  fc.assert(
    fc.property(anyPipeline, fc.nat(), (pipeline, at) => {
      const json = JSON.parse(JSON.stringify(pipeline));
      const parts = partsOf(json);
      Object.assign(parts[at % parts.length] ?? json, { colour: 'red' });
      expect(pipelineSchema.safeParse(json).error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['colour'] }]);
    }),
  );
});
