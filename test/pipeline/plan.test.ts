import fc from 'fast-check';
import { region, wave } from '../../pipeline';
import { lanesOf, plan, type RegionPlan, type Target, targetsOf } from '../../pipeline/plan';
import { obstacles } from '../../pipeline/problems';
import { aPipeline } from './a-pipeline';
import { startableComponents } from './any-components';

const pipeline = fc
  .record({ components: startableComponents, zones: fc.integer({ min: 1, max: 3 }), regions: fc.integer({ min: 1, max: 2 }) })
  .map(({ components, zones, regions }) =>
    aPipeline({
      components,
      stages: ['first', 'second'].map((name, stage) =>
        wave(name, {
          account: '222222222222',
          regions: Array.from({ length: regions }, (_, index) => {
            const letter = `${'ab'[stage]}${'cd'[index]}`;
            return region(
              `${letter}-west-1`,
              Array.from({ length: zones }, (_, zone) => `${letter}-az${zone}`),
            );
          }),
        }),
      ),
    }),
  );

const plans = pipeline.map((of) => ({ of, stages: plan(of) }));
const property = (holds: (sample: { of: ReturnType<typeof aPipeline>; stages: ReturnType<typeof plan> }) => void) =>
  fc.assert(fc.property(plans, holds), { numRuns: 60 });
const each = (stages: ReturnType<typeof plan>, look: (region: RegionPlan, targets: Target[]) => void) => {
  for (const region of stages.flatMap((stage) => stage.regions)) look(region, targetsOf(region));
};

describe('the plan of a change', () => {
  test('is made of pipelines with which nothing is wrong', () => {
    property(({ of }) => expect(obstacles(of)).toEqual([]));
  });

  test('touches every target exactly once', () => {
    property(({ of, stages }) => {
      const planned = stages.flatMap((stage) => stage.regions.flatMap(targetsOf)).map((target) => target.stack);
      const wanted = of.stages.flatMap((stage) =>
        stage.regions.flatMap((region) =>
          Object.entries(of.components).flatMap(([name, { per, oneBox }]) =>
            per === 'region'
              ? [`checkout-prod-${name}-${region.name}`]
              : region.zones.flatMap((zone) => {
                  const fleet = `checkout-prod-${name}-${zone.name}`;
                  return oneBox === undefined ? [fleet] : [`${fleet}-one-box`, fleet];
                }),
          ),
        ),
      );
      expect([...planned].sort()).toEqual(wanted.sort());
      expect(new Set(planned).size).toBe(planned.length);
    });
  });

  test('never touches a component before what it depends on', () => {
    property(({ of, stages }) =>
      each(stages, (_, targets) => {
        for (const [index, target] of targets.entries()) {
          const later = targets
            .slice(index + 1)
            .filter(({ zone, share }) => zone === undefined || (zone === target.zone && share === target.share));
          for (const name of of.components[target.component]?.dependsOn ?? [])
            expect(later.map((other) => other.component)).not.toContain(name);
        }
      }),
    );
  });

  test('goes through a Region in order: what zones share, then zone by zone, the one-box before the fleet', () => {
    property(({ of, stages }) =>
      each(stages, (region, targets) => {
        const zones = of.stages.flatMap((stage) => stage.regions).find(({ name }) => name === region.name)?.zones ?? [];
        const places = zones.flatMap(({ name }) => [`${name} one-box`, `${name} fleet`]);
        const ranks = targets.map(({ zone, share }) => (zone === undefined ? -1 : places.indexOf(`${zone} ${share}`)));
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
      }),
    );
  });

  test('goes back in exactly the reverse order, zone by zone and level by level', () => {
    property(({ stages }) =>
      each(stages, (region, targets) => {
        const levels = [region.steps, ...region.zones.map((zone) => zone.steps)];
        const back = levels.reverse().flatMap((steps) => steps.flatMap((step) => step.targets).reverse());
        expect(back).toEqual([...targets].reverse());
      }),
    );
  });

  test('keeps the order of stages, and each Region has the lane of its environment', () => {
    property(({ of, stages }) => {
      expect(stages.map((stage) => stage.name)).toEqual(of.stages.map((stage) => stage.name));
      expect(stages.flatMap(lanesOf)).toEqual(of.stages.flatMap((stage) => stage.regions.map(({ name }) => `prod/${name}`)));
    });
  });

  test('survives JSON', () => {
    property(({ stages }) => expect(JSON.parse(JSON.stringify(stages))).toEqual(stages));
  });
});
