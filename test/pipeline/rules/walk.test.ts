/** What many rules use to go through a pipeline. */
import fc from 'fast-check';
import type { Bake, Bakes, Component, Pipeline } from '../../../pipeline/model/pipeline';
import { plan, type RegionPlan } from '../../../pipeline/plan/plan';
import { problems } from '../../../pipeline/rules/problems';
import { bakesNeeded, repeated } from '../../../pipeline/rules/walk';
import { aPipeline } from '../builders/a-pipeline';
import { anyPipeline } from '../builders/any-pipeline';

const bake: Bake = { for: '99h', minimumRequests: 100, deadline: '200h' };
const everyBake = { regional: bake, oneBox: bake, zone: bake, region: bake };

const only = (components: Pipeline['components'], per: Component['per']): Pipeline['components'] =>
  Object.fromEntries(Object.entries(components).filter(([, component]) => component.per === per));

/** Gives one-boxes to components per Region, where they do nothing. */
const boxed = (components: Pipeline['components']): Pipeline['components'] =>
  Object.fromEntries(
    Object.entries(components).map(([name, part]) => [name, part.per === 'region' ? { ...part, oneBox: 'box.json' } : part]),
  );

/** Any pipeline whose stages declare every bake. It may lack components of one kind, or Regions or zones in its first stage. */
const baking: fc.Arbitrary<Pipeline> = fc
  .tuple(anyPipeline, fc.constantFrom('all', 'boxed', 'region', 'zone'), fc.subarray(['Regions', 'zones'], { maxLength: 1 }))
  .map(([pipeline, kept, without]) => ({
    ...pipeline,
    components:
      kept === 'all' ? pipeline.components : kept === 'boxed' ? boxed(pipeline.components) : only(pipeline.components, kept),
    stages: pipeline.stages.map((stage, index) => ({
      ...stage,
      bakes: everyBake,
      regions:
        index > 0 || without.length === 0
          ? stage.regions
          : without.includes('Regions')
            ? []
            : stage.regions.map((region) => ({ ...region, zones: [] })),
    })),
  }));

const bakesIn = ({ steps, zones, bake }: RegionPlan): (keyof Bakes)[] =>
  [...[...steps, ...zones.flatMap((zone) => zone.steps)].map((step) => step.bake), bake].flatMap((one) => one?.of ?? []);

describe('the bakes that rules ask for', () => {
  test('are exactly those of the plan', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(baking, (pipeline) => {
        const planned = plan(pipeline);
        for (const [index, stage] of pipeline.stages.entries()) {
          const kinds = [...new Set(planned[index]?.regions.flatMap(bakesIn))].sort();
          seen.add(kinds.join());
          expect(bakesNeeded(pipeline, stage).sort()).toEqual(kinds);
        }
      }),
      { numRuns: 300 },
    );
    expect(seen.size).toBeGreaterThan(6); // none, all and other combinations occurred
  });

  test('do not include a bake of zones in which nothing is deployed', () => {
    const { components, ...rest } = aPipeline();
    const stages = rest.stages.map(({ bakes: { zone: _, oneBox: __, ...bakes }, ...stage }) => ({ ...stage, bakes }));
    const missing = (pipeline: Pipeline) =>
      problems(pipeline)
        .filter(({ rule }) => rule === 'no-production-bake')
        .map(({ path }) => path);
    expect(missing({ ...rest, stages, components: only(components, 'region') })).toEqual([]);
    expect(missing({ ...rest, stages, components })).toContain('stages/first/bakes/zone');
  });
});

describe('repeated parts', () => {
  const parts = (names: readonly string[]) => names.map((part, index) => ({ part, path: `${index}` }));

  test('are those whose name an earlier part has, in the order of writing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<string[]>('a', 'b', 'c', '__proto__')), (names) => {
        const again = parts(names).filter(({ part }, index) => names.indexOf(part) < index);
        expect(repeated(parts(names), (name) => name)).toEqual(again);
      }),
    );
  });

  test('are found with one look at each name, however many there are', () => {
    const looksAtEach = (count: number): number => {
      let looks = 0;
      repeated(parts(Array.from({ length: count }, (_, index) => `zone-${index}`)), (name) => {
        looks += 1;
        return name;
      });
      return looks / count;
    };
    expect([looksAtEach(20), looksAtEach(200)]).toEqual([1, 1]);
  });
});
