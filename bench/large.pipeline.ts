import { alpha, definePipeline, gamma, git, region, waves, zones } from 'slipway';

const letters = [...'abcdefghijklmnopqrstuvwxy'];

/** 25 fictional Regions of 4 zones each. */
const regions = letters.map((letter) => region(`x${letter}-west-1`, zones(`x${letter}w1-az`, 4)));
const test = { account: '111111111111', regions: [region('xz-west-1', zones('xzw1-az', 2))] };

/** A very large pipeline: five waves. */
export default definePipeline({
  name: 'large',
  team: 'bench',
  source: git({ repository: 'acme/large', branch: 'main' }),
  build: { run: ['make'], output: 'dist', network: 'allowed' },
  components: {
    table: { per: 'region', template: 'table.json' },
    queue: { per: 'region', template: 'queue.json' },
    api: { per: 'zone', template: 'api.json', oneBox: 'api.json', dependsOn: ['table', 'queue'] },
    worker: { per: 'zone', template: 'worker.json', oneBox: 'worker.json', dependsOn: ['api'] },
  },
  alarms: {
    region: ['large-{environment}-throttles'],
    zone: ['large-{environment}-{zone}-errors'],
    oneBox: ['large-{environment}-{zone}-one-box-errors'],
  },
  traffic: {
    namespace: 'Large',
    metric: 'Requests',
    statistic: 'Sum',
    dimensions: { environment: 'Environment', zone: 'Zone', share: 'Share' },
  },
  queue: 'every',
  stages: [
    alpha({ ...test, tests: ['make smoke'] }),
    gamma({ ...test, tests: ['make integration'] }),
    ...waves(regions, { account: '222222222222' }),
  ],
});
