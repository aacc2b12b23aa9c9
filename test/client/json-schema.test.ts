import fc from 'fast-check';
import { z } from 'zod';
import { jsonSchema } from '../../client/json-schema';
import { pipelineSchema } from '../../client/schema';
import { aPipeline, broken } from '../pipeline/a-pipeline';
import { anyPipeline } from '../pipeline/any-pipeline';

const printed: ReturnType<typeof jsonSchema> = JSON.parse(JSON.stringify(jsonSchema()));
const readBack = z.fromJSONSchema(printed);
const verdicts = (value: unknown) => [readBack.safeParse(value).success, pipelineSchema.safeParse(value).success];

describe('the JSON Schema of a pipeline', () => {
  it('names every part, which of them must be there, and lets nothing else in', () => {
    expect(printed).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', additionalProperties: false });
    expect(Object.keys(printed.properties ?? {})).toEqual(
      expect.arrayContaining([...Object.keys(aPipeline()), 'rung', 'timing', 'related', 'notifications']),
    );
    expect(printed.required).not.toContain('rung');
    expect(printed.required).toContain('stages');
  });

  it('takes whatever is read', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => expect(verdicts(JSON.parse(JSON.stringify(pipeline)))).toEqual([true, true])),
      { numRuns: 50 },
    );
  });

  it.each([
    ['queue', 'newest'],
    ['team', undefined],
    ['colour', 'red'],
    ['lookEvery', 60],
    ['lookEvery', '3 minutes'],
    ['source/kind', 'svn'],
    ['review/approvals', -1],
    ['components/api/per', 'cell'],
    ['components/api/shifts', 'us'],
    ['stages/0/regions', ['us-west-2']],
    ['stages/0/regions/0/zones/0/oneBox', true],
    ['stages/2/bakes/region/for', 12],
    ['stages/2/bakes/cell', { for: '1h' }],
    ['stages/2/windows', { timeZone: 'UTC', open: [{ from: 'nine', to: '16:00' }] }],
    ['alarms/zone', [{ name: 'slow' }]],
  ])('refuses what is refused: %s of %j', (path, value) => {
    expect(verdicts(broken(path, value))).toEqual([false, false]);
  });

  it('knows no time zones, which only a check does', () => {
    expect(verdicts(broken('stages/2/windows', { timeZone: 'Europe/Berln', open: [] }))).toEqual([true, false]);
  });
});
