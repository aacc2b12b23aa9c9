/** Properties of the plan of any correct pipeline. */
import fc from 'fast-check';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { hasOneBox } from '../../../pipeline/model/stage';
import type { Target } from '../../../pipeline/model/target';
import { plan, type RegionPlan, targetsOf } from '../../../pipeline/plan/plan';
import { anyPipeline } from '../builders/any-pipeline';

const property = (holds: (pipeline: Pipeline, regions: readonly RegionPlan[]) => void) =>
  fc.assert(
    fc.property(anyPipeline, (pipeline) =>
      holds(
        pipeline,
        plan(pipeline).flatMap(({ regions }) => regions),
      ),
    ),
    { numRuns: 60 },
  );

const nameOf = ({ environment, component, region, zone, share }: Target): string =>
  [environment, component, region, zone ?? '', share ?? ''].join(' ');

describe('the plan of any pipeline', () => {
  test('deploys every target exactly once', () => {
    property((pipeline, regions) => {
      const expected = pipeline.stages.flatMap((stage) =>
        stage.regions.flatMap((region) =>
          Object.entries(pipeline.components).flatMap(([component, { per, oneBox }]) => {
            const at = { stack: '', account: '', environment: stage.environment, component, region: region.name };
            if (per === 'region') return [nameOf(at)];
            return region.zones.flatMap((zone) => [
              ...(oneBox !== undefined && hasOneBox(stage, zone) ? [nameOf({ ...at, zone: zone.name, share: 'one-box' })] : []),
              nameOf({ ...at, zone: zone.name, share: 'fleet' }),
            ]);
          }),
        ),
      );
      expect(regions.flatMap(targetsOf).map(nameOf).sort()).toEqual(expected.sort());
      expect(new Set(regions.flatMap(targetsOf).map(({ stack }) => stack)).size).toBe(expected.length);
    });
  });

  test('finishes one zone of a Region before it begins the next', () => {
    property((_, regions) => {
      for (const region of regions) {
        const zones = targetsOf(region).flatMap(({ zone }) => zone ?? []);
        const entered = zones.filter((zone, index) => zone !== zones[index - 1]);
        expect(new Set(entered).size).toBe(entered.length);
      }
    });
  });

  test('never deploys a component before what it depends on', () => {
    property((pipeline, regions) => {
      for (const targets of regions.map(targetsOf))
        for (const [index, target] of targets.entries()) {
          const same = targets
            .slice(index + 1)
            .filter(({ zone, share }) => zone === undefined || (zone === target.zone && share === target.share));
          const later = same.map(({ component }) => component);
          expect(pipeline.components[target.component]?.dependsOn.filter((name) => later.includes(name))).toEqual([]);
        }
    });
  });

  test('is rolled back in the exact reverse order, level by level', () => {
    property((_, regions) => {
      for (const region of regions) {
        const levels = [...region.zones].reverse().map(({ steps }) => steps);
        const back = [...levels, region.steps].flatMap((steps) => steps.flatMap(({ targets }) => targets).reverse());
        expect(back).toEqual([...targetsOf(region)].reverse());
      }
    });
  });
});
