import fc from 'fast-check';
import { type Pipeline, region, wave } from '../../../pipeline';
import type { WrittenComponent, WrittenStage } from '../../../pipeline/authoring/written';
import type { Target } from '../../../pipeline/model/target';
import { lanesOf, plan, type RegionPlan, type Step, targetsOf } from '../../../pipeline/plan/plan';
import { obstacles } from '../../../pipeline/rules/problems';
import { aPipeline, usWest2 } from '../builders/a-pipeline';
import { startableComponents } from '../builders/any-components';

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

const zonesOf = (stages: ReturnType<typeof plan>) => stages.flatMap((stage) => stage.regions.flatMap((region) => region.zones));
const boxed = (steps: readonly Step[]) =>
  steps.filter((step) => step.of === 'one-box').flatMap((step) => step.targets.map((target) => target.component));

/** All that these components depend on, directly or not. */
function dependenciesOf(components: Pipeline['components'], names: readonly string[]): string[] {
  const direct = names.flatMap((name) => components[name]?.dependsOn ?? []);
  return direct.length === 0 ? [] : [...direct, ...dependenciesOf(components, direct)];
}

describe('the plan of a change', () => {
  test('is tested with correct pipelines', () => {
    property(({ of }) => expect(obstacles(of)).toEqual([]));
  });

  test('touches every target exactly once', () => {
    property(({ of, stages }) => {
      const planned = stages.flatMap((stage) => stage.regions.flatMap(targetsOf)).map((target) => target.stack);
      const expected = of.stages.flatMap((stage) =>
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
      expect([...planned].sort()).toEqual(expected.sort());
      expect(new Set(planned).size).toBe(planned.length);
    });
  });

  test('never touches a component before its dependencies: a one-box meets their new one-boxes, or fleets if there are none', () => {
    property(({ of, stages }) =>
      each(stages, (_, targets) => {
        for (const [index, target] of targets.entries()) {
          const later = targets.slice(index + 1).filter(({ zone }) => zone === undefined || zone === target.zone);
          for (const name of of.components[target.component]?.dependsOn ?? []) {
            const dependency = of.components[name];
            const share = dependency?.per === 'region' ? undefined : dependency?.oneBox === undefined ? 'fleet' : target.share;
            expect(later.filter((other) => other.component === name && other.share === share)).toEqual([]);
          }
        }
      }),
    );
  });

  test('goes through a Region in order: components per Region, then zone by zone', () => {
    property(({ of, stages }) =>
      each(stages, (region, targets) => {
        const zones = of.stages.flatMap((stage) => stage.regions).find(({ name }) => name === region.name)?.zones ?? [];
        const places = zones.map(({ name }) => name);
        const ranks = targets.map(({ zone }) => (zone === undefined ? -1 : places.indexOf(zone)));
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
      }),
    );
  });

  test('deploys the one-box of a component first, and bakes it before the fleet', () => {
    property(({ stages }) => {
      for (const { steps } of zonesOf(stages)) {
        const seen = new Set<string>();
        for (const step of steps)
          for (const { component, share } of step.targets) {
            if (share === 'one-box') seen.add(component);
            if (share === 'one-box') expect(step.bake?.of).toBe('oneBox');
            else expect(seen.has(component)).toBe(boxed(steps).includes(component));
          }
      }
    });
  });

  test('deploys to the whole zone before a one-box only what a one-box depends on', () => {
    property(({ of, stages }) => {
      for (const { steps } of zonesOf(stages)) {
        const last = steps.map((step) => step.of).lastIndexOf('one-box');
        const early = steps.slice(0, Math.max(last, 0)).filter((step) => step.of === 'fleet');
        const dependencies = dependenciesOf(of.components, boxed(steps));
        for (const { component } of early.flatMap((step) => step.targets)) expect(dependencies).toContain(component);
      }
    });
  });

  test('bakes a zone once, when all of it is there', () => {
    property(({ stages }) => {
      for (const { steps } of zonesOf(stages)) {
        const bakes = steps.map((step) => step.bake?.of);
        expect(bakes.indexOf('zone')).toBe(steps.length - 1);
        expect(steps.at(-1)?.of).toBe('fleet');
      }
    });
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

describe('a component without a one-box', () => {
  const zonal = (more: Partial<WrittenComponent> = {}): WrittenComponent => ({ per: 'zone', template: 'z.json', ...more });
  const box = { oneBox: 'box.json' };
  const cannot = { cannotCanary: 'it is a queue' };
  const stepsOf = (components: Record<string, WrittenComponent>, more: Partial<WrittenStage> = {}) => {
    const stages = [wave('first', { account: '222222222222', regions: [region('us-west-2', ['az1'])], ...more })];
    const [stage] = plan(aPipeline({ components, stages }));
    return (stage?.regions[0]?.zones[0]?.steps ?? []).map(({ targets, bake }) => [
      targets.map(({ component, share }) => `${component} ${share}`).join(', '),
      bake?.of,
    ]);
  };

  test('is deployed at once if the platform shifts traffic, and then the zone bakes', () => {
    expect(stepsOf({ api: zonal({ shifts: 'platform' }) })).toEqual([['api fleet', 'zone']]);
  });

  test('waits for one-boxes that do not depend on it, because it reaches the whole zone', () => {
    const components = { queue: zonal(cannot), api: zonal(box), page: zonal({ ...cannot, dependsOn: ['api'] }) };
    expect(stepsOf(components)).toEqual([
      ['api one-box', 'oneBox'],
      ['queue fleet, api fleet, page fleet', 'zone'],
    ]);
  });

  test('is deployed before a one-box that depends on it, and the zone bakes at the end', () => {
    const components = { api: zonal({ ...box, dependsOn: ['queue'] }), queue: zonal(cannot), other: zonal(box) };
    expect(stepsOf(components)).toEqual([
      ['queue fleet', undefined],
      ['api one-box, other one-box', 'oneBox'],
      ['api fleet, other fleet', 'zone'],
    ]);
  });

  test('comes after the one-boxes and fleets of its dependencies', () => {
    const components = {
      page: zonal({ ...box, dependsOn: ['queue'] }),
      queue: zonal({ ...cannot, dependsOn: ['api'] }),
      api: zonal(box),
    };
    expect(stepsOf(components)).toEqual([
      ['api one-box', 'oneBox'],
      ['api fleet, queue fleet', undefined],
      ['page one-box', 'oneBox'],
      ['page fleet', 'zone'],
    ]);
  });

  test('is deployed in one step with all others if the stage or the zone has no one-box', () => {
    const components = { api: zonal({ ...box, dependsOn: ['queue'] }), queue: zonal(cannot) };
    const all = [['queue fleet, api fleet', 'zone']];
    expect(stepsOf(components, { oneBox: false })).toEqual(all);
    expect(stepsOf(components, { regions: [region('us-west-2', [{ name: 'az1', oneBox: false }])] })).toEqual(all);
  });

  test('has its reason at each of its targets', () => {
    const components = {
      table: { per: 'region', template: 't.json', cannotCanary: 'it is a table' } as const,
      api: zonal({ shifts: 'platform' }),
      page: zonal(box),
    };
    const [stage] = plan(aPipeline({ components, stages: [wave('first', { account: '222222222222', regions: [usWest2] })] }));
    const reasons = new Set(stage?.regions.flatMap(targetsOf).map(({ component, atOnce }) => `${component}: ${atOnce}`));
    expect([...reasons]).toEqual([
      'table: it cannot canary: it is a table',
      'page: undefined',
      'api: the platform shifts the traffic',
    ]);
  });

  test('causes no one-box alarm to be watched if no other component has a one-box', () => {
    const [stage] = plan(aPipeline({ components: { api: zonal(cannot) } })).slice(2);
    const [zone] = stage?.regions[0]?.zones ?? [];
    expect(stage?.regions[0]?.watch.alarms).toEqual(['prod-table-throttled', 'prod-errors-usw2-az1', 'prod-errors-usw2-az2']);
    expect(zone?.steps[0]?.bake?.look.alarms).toEqual(['prod-table-throttled', 'prod-errors-usw2-az1']);
  });
});
