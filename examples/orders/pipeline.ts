import { alpha, beta, definePipeline, gamma, git, region, waves, zones } from 'slipway';

const test = '111111111111';
const production = '222222222222';

const usWest2 = region('us-west-2', zones('usw2-az', 3));
const euWest1 = region('eu-west-1', zones('euw1-az', 3));
const usEast1 = region('us-east-1', zones('use1-az', 3));
const apSoutheast2 = region('ap-southeast-2', zones('apse2-az', 3));

/** A service on ECS with its table. In each zone, ECS itself replaces a third of the tasks at a time. */
export default definePipeline({
  name: 'orders',
  team: 'retail',
  source: git({ repository: 'acme/orders', branch: 'main' }),
  build: { unitTests: ['make unit'], run: ['make', 'dist'], output: 'dist', network: 'allowed' },
  components: {
    table: { per: 'region', template: 'table.template.json' },
    api: { per: 'zone', template: 'api.template.json', shifts: 'platform', dependsOn: ['table'] },
  },
  alarms: {
    region: ['orders-{environment}-table-throttles'],
    zone: ['orders-{environment}-{zone}-errors', 'orders-{environment}-{zone}-latency'],
  },
  traffic: {
    namespace: 'Orders',
    metric: 'Requests',
    statistic: 'Sum',
    dimensions: { environment: 'Environment', zone: 'Zone', share: 'Share' },
  },
  queue: 'every',
  stages: [
    alpha({ account: test, regions: [region('us-west-2', ['usw2-az1'])], tests: ['make smoke'] }),
    beta({ account: test, regions: [region('us-west-2', ['usw2-az1'])], tests: ['make integration'] }),
    gamma({ account: test, regions: [usWest2], tests: ['make integration'] }),
    ...waves([usWest2, euWest1, usEast1, apSoutheast2], { account: production }),
  ],
});
