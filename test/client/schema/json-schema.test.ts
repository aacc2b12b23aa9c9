import fc from 'fast-check';
import { z } from 'zod';
import { jsonSchema } from '../../../client/schema/json-schema';
import { pipelineSchema } from '../../../client/schema/pipeline';
import { type Problem, problems } from '../../../pipeline/rules/problems';
import { aPipeline, broken } from '../../pipeline/builders/a-pipeline';
import { anyPipeline } from '../../pipeline/builders/any-pipeline';

const printed: ReturnType<typeof jsonSchema> = JSON.parse(JSON.stringify(jsonSchema()));
const readBack = z.fromJSONSchema(printed);
const verdicts = (value: unknown) => [readBack.safeParse(value).success, pipelineSchema.safeParse(value).success];

describe('the JSON Schema of a pipeline', () => {
  test('names every field, which of them are required, and allows no others', () => {
    expect(printed).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', additionalProperties: false });
    expect(Object.keys(printed.properties ?? {})).toEqual(
      expect.arrayContaining([...Object.keys(aPipeline()), 'rung', 'timing', 'related', 'notifications']),
    );
    expect(printed.required).not.toContain('rung');
    expect(printed.required).toContain('stages');
  });

  test('accepts what the reader accepts', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => expect(verdicts(JSON.parse(JSON.stringify(pipeline)))).toEqual([true, true])),
      { numRuns: 50 },
    );
  });

  test.each([
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
  ])('refuses what the reader refuses: %s of %j', (path, value) => {
    expect(verdicts(broken(path, value))).toEqual([false, false]);
  });

  const approval = (count: unknown, expires: unknown = '8h') => ({ approvers: ['ann', 'ben', 'eve'], count, expires });
  const windows = (more: object) => ({ timeZone: 'UTC', open: [{ from: '09:00', to: '16:00', ...more }] });

  test.each([
    ['lookEvery', '-5m'],
    ['lookEvery', '0.0h'],
    ['stages/2/bakes/zone/for', '-1h'],
    ['stages/2/bakes/zone/minimumRequests', 1.5],
    ['stages/2/bakes/zone/minimumRequests', -1],
    ['stages/2/approval', approval(1.5)],
    ['stages/2/approval', approval(0)],
    ['stages/2/approval', approval(1, '0s')],
    ['stages/2/windows', windows({ from: '9:00' })],
    ['stages/2/windows', windows({ from: '24:00' })],
    ['stages/2/windows', windows({ to: '1.5:-3' })],
    ['stages/2/windows', windows({ days: [] })],
    ['stages/2/windows', windows({ except: ['1.5--3-2'] })],
    ['stages/2/windows', windows({ except: ['2026-13-01'] })],
    ['components/api/rolling', { parameter: 'Share', forward: 0, back: 50 }],
    ['components/api/rolling', { parameter: 'Share', forward: 50, back: 101 }],
    ['stages/2/regions', []],
    ['build/run', []],
    ['components', {}],
  ])('refuses what the reader leaves to the rules: %s of %j', (path, value) => {
    expect(verdicts(broken(path, value))).toEqual([false, true]);
    expect(problems(broken(path, value)).filter(({ level }) => level === 'error')).not.toEqual([]);
  });

  const digits = fc.stringMatching(/^-?[0-9]{0,3}(\.[0-9]{0,2})?$/);
  const lengths = fc.tuple(digits, fc.constantFrom('ms', 's', 'm', 'h', 'd', '')).map((parts) => parts.join(''));
  const times = fc.tuple(fc.integer({ min: -1, max: 25 }), fc.integer({ min: -1, max: 61 }), fc.boolean());
  const clock = times.map((parts) =>
    parts
      .slice(0, 2)
      .map((part) => String(part).padStart(parts[2] ? 2 : 1, '0'))
      .join(':'),
  );

  test.each([
    ['lookEvery', lengths, (value: unknown) => value],
    ['stages/2/approval', lengths, (value: unknown) => approval(1, value)],
    ['stages/2/approval', fc.double({ min: -2, max: 3 }), (value: unknown) => approval(value)],
    ['stages/2/approval', fc.integer({ min: -2, max: 3 }), approval],
    ['stages/2/windows', clock, (from: unknown) => windows({ from, to: from === '23:59' ? '23:58' : '23:59' })],
    ['stages/2/windows', clock, (to: unknown) => windows({ from: to === '00:00' ? '00:01' : '00:00', to })],
    ['stages/2/bakes/zone/minimumRequests', fc.double({ min: -2, max: 3 }), (value: unknown) => value],
  ])('accepts a number, a duration or a time in %s if a check accepts it', (path, values, around) => {
    fc.assert(
      fc.property<[unknown]>(values, (value) => {
        const [printed, shape] = verdicts(broken(path, around(value)));
        expect(printed).toBe(shape && !problems(broken(path, around(value))).some(ofItAlone));
      }),
      { numRuns: 150 },
    );
  });

  /** Whether an error is about the value alone: how long a look may be depends on the bakes, which a pattern cannot know. */
  const ofItAlone = ({ level, rule }: Problem) => level === 'error' && rule !== 'looks-longer-than-bake';

  test('allows the file to name its schema, which the reader removes', () => {
    expect(readBack.safeParse({ $schema: './pipeline.schema.json', ...aPipeline() }).success).toBe(true);
    expect(readBack.safeParse({ $schema: 7, ...aPipeline() }).success).toBe(false);
  });

  test('describes every field, and has only keywords of JSON Schema', () => {
    expect(printed.properties).toMatchObject({
      lookEvery: {
        description: 'The time between two looks at alarms and traffic. By default, definePipeline writes `"1m"`.',
      },
      queue: { description: expect.stringMatching(/ Not done yet: "latest" \(not-yet-queue\)\.$/) },
    });
    const text = JSON.stringify(printed);
    expect(text).not.toMatch(/"defaultText":|"notYet":/);
    expect(text.match(/"description":/g)?.length).toBeGreaterThan(100);
  });

  test('does not know which time zones exist; a check does', () => {
    expect(verdicts(broken('stages/2/windows', { timeZone: 'Europe/Berln', open: [] }))).toEqual([true, false]);
  });
});
