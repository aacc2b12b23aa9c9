import { region, type WrittenStageBody, wave } from '../../../pipeline';
import { plan, type RegionPlan } from '../../../pipeline/plan/plan';
import { aPipeline, usWest2, written } from '../builders/a-pipeline';

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
      criteria: { forMs: 3_600_000, minimumRequests: 100, deadlineMs: 7_200_000 },
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

describe('what a stage says instead of its pipeline', () => {
  const { alarms: _, traffic, ...rest } = written;
  if (traffic === undefined) throw new Error('the builder counts no traffic');
  const prod = { account: '222222222222', regions: [usWest2] };
  const planned = (more: Partial<WrittenStageBody>): RegionPlan => {
    const stages = [wave('first', { ...prod, ...more })];
    const [stage] = plan(aPipeline({ ...rest, alarms: ['table', { name: 'errors-{zone}', firesWithin: '5m' }], stages }));
    if (stage?.regions[0] === undefined) throw new Error('nothing is planned');
    return stage.regions[0];
  };

  test('its alarms are watched, and of those that it leaves out the pipeline’s', () => {
    expect(planned({}).watch.alarms).toEqual(['table', 'errors-usw2-az1', 'errors-usw2-az2']);
    expect(planned({ alarms: ['other'] }).watch.alarms).toEqual(['other']);
    expect(planned({ alarms: { region: ['other'] } }).watch.alarms).toEqual(['other', 'errors-usw2-az1', 'errors-usw2-az2']);
  });

  test('its requests are counted by its own metric, by the minute unless it says otherwise', () => {
    const { bake } = planned({ traffic: { ...traffic, metric: 'Calls' } });
    expect(bake?.look.traffic).toMatchObject({ metric: 'Calls', periodMs: 60_000 });
    expect(planned({}).bake?.look.traffic?.metric).toBe('Requests');
  });

  test('a Region of another account is watched and deployed there', () => {
    const { watch, steps, zones } = planned({ regions: [region('us-west-2', ['usw2-az1'], { account: '333333333333' })] });
    const targets = [...steps, ...zones.flatMap((zone) => zone.steps)].flatMap((step) => step.targets);
    expect(new Set([watch, ...targets].map(({ account }) => account))).toEqual(new Set(['333333333333']));
  });

  test('a zone without a one-box has no step for it, and its alarm is not waited for', () => {
    const zones = ['usw2-az1', { name: 'usw2-az2', oneBox: false as const }];
    const planned_ = planned({ regions: [region('us-west-2', zones)], alarms: { oneBox: ['box-{zone}'] } });
    expect(planned_.zones.map((zone) => zone.steps.map((step) => step.of))).toEqual([['one-box', 'fleet'], ['fleet']]);
    expect(planned_.watch.alarms.filter((name) => name.startsWith('box'))).toEqual(['box-usw2-az1']);
    expect(planned_.zones[1]?.steps[0]?.bake?.look.alarms).not.toContain('box-usw2-az2');
  });
});
