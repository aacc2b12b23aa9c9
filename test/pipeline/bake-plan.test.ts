import { plan, type RegionPlan } from '../../pipeline/plan';
import { aPipeline } from './a-pipeline';

const stages = plan(aPipeline());
const usWest2In = (name: string): RegionPlan => {
  const region = stages.find((stage) => stage.name === name)?.regions[0];
  if (region === undefined) throw new Error(`no stage ${name}`);
  return region;
};
const first = usWest2In('first');
const zone = first.zones[0];
const [oneBox, fleet] = zone?.steps ?? [];

describe('what a bake looks at', () => {
  test('the Region is watched with the alarms of all its zones and one-boxes', () => {
    expect(first.watch).toEqual({
      account: '222222222222',
      region: 'us-west-2',
      alarms: [
        'prod-table-throttled',
        'prod-errors-usw2-az1',
        'prod-errors-usw2-az2',
        'prod-errors-usw2-az1-one-box',
        'prod-errors-usw2-az2-one-box',
      ],
    });
    expect(first.bake?.look.alarms).toEqual(first.watch.alarms);
  });

  test('a one-box is judged by its own alarm and its own requests', () => {
    expect(oneBox?.bake).toMatchObject({
      of: 'oneBox',
      policy: { forMs: 3_600_000, minimumRequests: 100, deadlineMs: 7_200_000 },
      everyMs: 60_000,
      look: {
        alarms: ['prod-table-throttled', 'prod-errors-usw2-az1-one-box'],
        traffic: {
          namespace: 'Checkout',
          metric: 'Requests',
          statistic: 'Sum',
          periodMs: 60_000,
          dimensions: { Environment: 'prod', Zone: 'usw2-az1', Share: 'one-box' },
        },
      },
    });
  });

  test('a zone is judged by its alarms and all its requests, and by no other zone', () => {
    expect(fleet?.bake?.look.alarms).toEqual(['prod-table-throttled', 'prod-errors-usw2-az1', 'prod-errors-usw2-az1-one-box']);
    expect(fleet?.bake?.look.traffic?.dimensions).toEqual({ Environment: 'prod', Zone: 'usw2-az1' });
  });

  test("what a Region's zones share is judged by the Region's alarms, and counts the requests of the environment", () => {
    const bake = first.steps[0]?.bake;
    expect(bake?.look.alarms).toEqual(['prod-table-throttled']);
    expect(bake?.look.traffic?.dimensions).toEqual({ Environment: 'prod' });
  });

  test('a stage without bakes still has its alarms watched', () => {
    const alpha = usWest2In('alpha');
    expect(alpha.bake).toBeUndefined();
    expect(alpha.zones.flatMap((zone) => zone.steps).map((step) => [step.of, step.bake])).toEqual([
      ['fleet', undefined],
      ['fleet', undefined],
    ]);
    expect(alpha.watch.alarms).toEqual(['alpha-table-throttled', 'alpha-errors-usw2-az1', 'alpha-errors-usw2-az2']);
  });

  test('without a metric no requests are asked after', () => {
    const { traffic: _, ...rest } = aPipeline();
    const quiet = plan(rest)[2]?.regions[0];
    expect(quiet?.bake?.look).not.toHaveProperty('traffic');
  });
});
