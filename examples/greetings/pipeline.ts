import { alpha, beta, definePipeline, gamma, git, region, waves, zones } from 'slipway';

const test = '111111111111';
const production = '222222222222';

// Lambda itself spans the Availability Zones of a Region, so the zones here are cells: each customer is in one cell.
const cells = zones('cell-', 2);
const regions = ['us-west-2', 'eu-west-1', 'us-east-1', 'ap-northeast-1'].map((name) => region(name, cells));

/** A serverless function (SAM) in cells. CloudFormation's transform makes its role, version and alias, and CodeDeploy shifts the alias. */
export default definePipeline({
  name: 'greetings',
  team: 'media',
  source: git({ repository: 'acme/greetings', branch: 'main' }),
  build: { unitTests: ['npm test'], run: ['cp', '-r', 'infra', 'dist'], output: 'dist', network: 'none' },
  components: { cell: { per: 'zone', template: 'cell.template.yaml', shifts: 'platform' } },
  alarms: { zone: ['greetings-{environment}-{zone}-errors'] },
  traffic: {
    namespace: 'Greetings',
    metric: 'Calls',
    statistic: 'Sum',
    dimensions: { environment: 'Environment', zone: 'Cell', share: 'Share' },
  },
  queue: 'every',
  stages: [
    alpha({ account: test, regions: [region('us-west-2', ['cell-1'])], tests: ['npm run test:smoke'] }),
    beta({ account: test, regions: [region('us-west-2', ['cell-1'])], tests: ['npm run test:integration'] }),
    gamma({ account: test, regions: [region('us-west-2', cells)], tests: ['npm run test:integration'] }),
    ...waves(regions, { account: production }),
  ],
});
