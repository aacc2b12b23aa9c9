import { alpha, beta, definePipeline, gamma, git, hours, minutes, region, wave } from 'slipway';

const test = '111111111111';
const production = '222222222222';

const usWest2 = region('us-west-2', ['usw2-az1', 'usw2-az2']);
const euWest1 = region('eu-west-1', ['euw1-az1', 'euw1-az2']);
const usEast1 = region('us-east-1', ['use1-az1', 'use1-az2']);

// The table receives no requests of its own, and a new Region has none before its first zone: only alarms and time are evidence.
const table = { for: hours(1), minimumRequests: 0 };
const anHour = { for: hours(1), minimumRequests: 100 };

/**
 * How a change of the checkout service reaches all of production.
 *
 * Two warnings are expected: its build may use the network, so that the demo also runs on machines that cannot block it, and it has no
 * canaries in production, because in the demo visitors call it all day.
 */
export default definePipeline({
  name: 'checkout',
  service: 'checkout',
  team: 'retail',
  source: git({ repository: 'acme/checkout', branch: 'main' }),
  review: { approvals: 1 },
  build: { unitTests: ['npm run test:unit'], run: ['npm', 'run', 'package'], output: 'dist', network: 'allowed' },
  components: {
    table: { per: 'region', template: 'table.template.json', parameters: { AlarmPeriod: '60' } },
    api: {
      per: 'zone',
      template: 'api.template.json',
      oneBox: 'api.template.json',
      payload: 'api',
      stateless: ['Custom::Process'], // processes that the demo starts: it starts others just as well
      dependsOn: ['table'],
      parameters: { AlarmPeriod: '60' },
    },
  },
  alarms: {
    region: ['checkout-{environment}-table-throttles'],
    zone: ['checkout-{environment}-{zone}-fleet-errors', 'checkout-{environment}-{zone}-fleet-latency'],
    oneBox: ['checkout-{environment}-{zone}-one-box-errors', 'checkout-{environment}-{zone}-one-box-latency'],
  },
  traffic: {
    namespace: 'Checkout',
    metric: 'Requests',
    statistic: 'Sum',
    period: '60s',
    dimensions: { environment: 'Environment', zone: 'Zone', share: 'Share' },
  },
  queue: 'every',
  rollback: { scope: 'wave' },
  lookEvery: '1m',
  stages: [
    alpha({ account: test, regions: [region('us-west-2', ['usw2-az1'])], tests: ['npm run test:smoke'] }),
    beta({ account: test, regions: [region('us-west-2', ['usw2-az1'])], tests: ['npm run test:integration'] }),
    gamma({
      account: test,
      regions: [usWest2],
      tests: ['npm run test:integration'],
      bakes: {
        oneBox: { for: minutes(30), minimumRequests: 100 },
        zone: { for: minutes(30), minimumRequests: 100 },
        region: { for: minutes(30), minimumRequests: 100 },
      },
    }),
    wave('first', {
      account: production,
      regions: [usWest2],
      bakes: { regional: table, oneBox: anHour, zone: anHour, region: { for: hours(12), minimumRequests: 100 } },
    }),
    wave('second', {
      account: production,
      regions: [euWest1, usEast1],
      bakes: { regional: table, oneBox: anHour, zone: anHour, region: { for: hours(4), minimumRequests: 100 } },
    }),
  ],
});
