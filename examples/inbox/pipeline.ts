import { alpha, beta, definePipeline, gamma, git, region, waves, zones } from 'slipway';

const test = '111111111111';
const production = '222222222222';

// Lambda itself spans the Availability Zones of a Region, so the zones here are cells.
const cells = zones('cell-', 2);
const regions = ['us-west-2', 'eu-west-1', 'us-east-1', 'ap-southeast-2'].map((name) => region(name, cells));

/** A queue in each Region and what takes orders out of it, from templates in YAML. In each cell, the one-box takes some of the orders first. */
export default definePipeline({
  name: 'inbox',
  team: 'retail',
  source: git({ repository: 'acme/inbox', branch: 'main' }),
  build: { unitTests: ['make unit'], run: ['cp', '-r', 'infra', 'dist'], output: 'dist', network: 'none' },
  components: {
    queue: { per: 'region', template: 'queue.template.yaml' },
    worker: { per: 'zone', template: 'worker.template.yaml', oneBox: 'worker.template.yaml', dependsOn: ['queue'] },
  },
  tags: { CostCenter: '4711', Owner: 'retail' },
  alarms: {
    region: ['inbox-{environment}-waiting', 'inbox-{environment}-given-up'],
    zone: ['inbox-{environment}-{zone}-fleet-errors'],
    oneBox: ['inbox-{environment}-{zone}-one-box-errors'],
  },
  traffic: {
    namespace: 'Inbox',
    metric: 'Orders',
    statistic: 'Sum',
    dimensions: { environment: 'Environment', zone: 'Cell', share: 'Share' },
  },
  queue: 'every',
  stages: [
    alpha({ account: test, regions: [region('us-west-2', ['cell-1'])], tests: ['make smoke'] }),
    beta({ account: test, regions: [region('us-west-2', ['cell-1'])], tests: ['make integration'] }),
    gamma({ account: test, regions: [region('us-west-2', cells)], tests: ['make integration'] }),
    ...waves(regions, { account: production }),
  ],
});
