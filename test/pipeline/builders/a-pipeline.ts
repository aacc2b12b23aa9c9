/** A correct pipeline for tests, and ways to change it. */
import { alpha, definePipeline, gamma, git, type Pipeline, region, type WrittenPipeline, wave } from '../../../pipeline';

export const usWest2 = region('us-west-2', ['usw2-az1', 'usw2-az2']);
export const euWest1 = region('eu-west-1', ['euw1-az1', 'euw1-az2']);
export const usEast1 = region('us-east-1', ['use1-az1', 'use1-az2']);

const test = { account: '111111111111', regions: [usWest2] };
const prod = { account: '222222222222' };

/** What a team writes: a table per Region and an api per zone, two test stages and two waves. */
export const written: WrittenPipeline = {
  name: 'checkout',
  service: 'checkout',
  team: 'retail',
  source: git({ repository: 'acme/checkout', branch: 'main' }),
  build: { run: ['npm', 'run', 'package'], output: 'dist', network: 'allowed' },
  components: {
    api: {
      per: 'zone',
      template: 'api.template.json',
      oneBox: 'one-box.template.json',
      payload: 'app',
      dependsOn: ['table'],
    },
    table: { per: 'region', template: 'table.template.json' },
  },
  alarms: {
    region: ['{environment}-table-throttled'],
    zone: ['{environment}-errors-{zone}'],
    oneBox: ['{environment}-errors-{zone}-one-box'],
  },
  traffic: {
    namespace: 'Checkout',
    metric: 'Requests',
    statistic: 'Sum',
    dimensions: { environment: 'Environment', zone: 'Zone', share: 'Share' },
  },
  queue: 'every',
  stages: [
    alpha({ ...test, tests: ['npm run test:smoke'] }),
    gamma({ ...test, tests: ['npm run test:integration'] }),
    wave('first', { ...prod, regions: [usWest2] }),
    wave('second', { ...prod, regions: [euWest1, usEast1] }),
  ],
};

/** The pipeline with some fields replaced. Without overrides it is correct. */
export const aPipeline = (overrides: Partial<WrittenPipeline> = {}): Pipeline => definePipeline({ ...written, ...overrides });

/** The pipeline as JSON could contain it, with the value at a path (`stages/0/name`) replaced; `undefined` removes it. */
export function broken(at: string, value: unknown): Pipeline {
  const pipeline = JSON.parse(JSON.stringify(aPipeline()));
  const keys = at.split('/');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((part, key) => part[key], pipeline);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return pipeline;
}
