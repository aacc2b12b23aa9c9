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
  test('in a Region is watched with the alarms of all its zones and one-boxes', () => {
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

  test('after a one-box is its own alarm and its own requests', () => {
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

  test('in a zone is its alarms and all its requests, and nothing of other zones', () => {
    expect(fleet?.bake?.look.alarms).toEqual(['prod-table-throttled', 'prod-errors-usw2-az1', 'prod-errors-usw2-az1-one-box']);
    expect(fleet?.bake?.look.traffic?.dimensions).toEqual({ Environment: 'prod', Zone: 'usw2-az1' });
  });

  test("after the components per Region is the Region's alarms and the requests of the environment", () => {
    const bake = first.steps[0]?.bake;
    expect(bake?.look.alarms).toEqual(['prod-table-throttled']);
    expect(bake?.look.traffic?.dimensions).toEqual({ Environment: 'prod' });
  });

  test('is watched even in a stage without bakes', () => {
    const alpha = usWest2In('alpha');
    expect(alpha.bake).toBeUndefined();
    expect(alpha.zones.flatMap((zone) => zone.steps).map((step) => [step.of, step.bake])).toEqual([
      ['fleet', undefined],
      ['fleet', undefined],
    ]);
    expect(alpha.watch.alarms).toEqual(['alpha-table-throttled', 'alpha-errors-usw2-az1', 'alpha-errors-usw2-az2']);
  });

  test('does not include requests without a metric', () => {
    const { traffic: _, ...rest } = aPipeline();
    const quiet = plan(rest)[2]?.regions[0];
    expect(quiet?.bake?.look).not.toHaveProperty('traffic');
  });
});

describe('a stage that replaces settings of its pipeline', () => {
  const { alarms: _, traffic, ...rest } = written;
  if (traffic === undefined) throw new Error('the builder counts no traffic');
  const prod = { account: '222222222222', regions: [usWest2] };
  const planned = (more: Partial<WrittenStageBody>): RegionPlan => {
    const stages = [wave('first', { ...prod, ...more })];
    const [stage] = plan(aPipeline({ ...rest, alarms: ['table', { name: 'errors-{zone}', firesWithin: '5m' }], stages }));
    if (stage?.regions[0] === undefined) throw new Error('nothing is planned');
    return stage.regions[0];
  };

  test('is watched with its own alarms, and with the pipeline’s for kinds that it leaves out', () => {
    expect(planned({}).watch.alarms).toEqual(['table', 'errors-usw2-az1', 'errors-usw2-az2']);
    expect(planned({ alarms: ['other'] }).watch.alarms).toEqual(['other']);
    expect(planned({ alarms: { region: ['other'] } }).watch.alarms).toEqual(['other', 'errors-usw2-az1', 'errors-usw2-az2']);
  });

  test('counts requests with its own metric, per minute by default', () => {
    const { bake } = planned({ traffic: { ...traffic, metric: 'Calls' } });
    expect(bake?.look.traffic).toMatchObject({ metric: 'Calls', periodMs: 60_000 });
    expect(planned({}).bake?.look.traffic?.metric).toBe('Requests');
  });

  test('watches and deploys to a Region in the account of that Region', () => {
    const { watch, steps, zones } = planned({ regions: [region('us-west-2', ['usw2-az1'], { account: '333333333333' })] });
    const targets = [...steps, ...zones.flatMap((zone) => zone.steps)].flatMap((step) => step.targets);
    expect(new Set([watch, ...targets].map(({ account }) => account))).toEqual(new Set(['333333333333']));
  });

  test('has no one-box step, and waits for no one-box alarm, in a zone without a one-box', () => {
    const zones = ['usw2-az1', { name: 'usw2-az2', oneBox: false as const }];
    const regionPlan = planned({ regions: [region('us-west-2', zones)], alarms: { oneBox: ['box-{zone}'] } });
    expect(regionPlan.zones.map((zone) => zone.steps.map((step) => step.of))).toEqual([['one-box', 'fleet'], ['fleet']]);
    expect(regionPlan.watch.alarms.filter((name) => name.startsWith('box'))).toEqual(['box-usw2-az1']);
    expect(regionPlan.zones[1]?.steps[0]?.bake?.look.alarms).not.toContain('box-usw2-az2');
  });
});
