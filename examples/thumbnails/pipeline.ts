import { alpha, beta, definePipeline, gamma, git, region, waves, zones } from 'slipway';

const test = '111111111111';
const production = '222222222222';

// Lambda itself spans the Availability Zones of a Region, so the zones here are cells: each customer is in one cell.
const cells = zones('cell-', 4);
const regions = ['us-west-2', 'eu-west-1', 'us-east-1', 'ap-northeast-1', 'ap-southeast-2'].map((name) => region(name, cells));

/** A service on Lambda in cells. In each cell, CodeDeploy shifts the alias, a tenth of the calls first. */
export default definePipeline({
  name: 'thumbnails',
  team: 'media',
  source: git({ repository: 'acme/thumbnails', branch: 'main' }),
  build: { unitTests: ['npm test'], run: ['npm', 'run', 'package'], output: 'dist', network: 'allowed' },
  components: { cell: { per: 'zone', template: 'cell.template.json', shifts: 'platform' } },
  alarms: { zone: ['thumbnails-{environment}-{zone}-errors', 'thumbnails-{environment}-{zone}-duration'] },
  traffic: {
    namespace: 'Thumbnails',
    metric: 'Calls',
    statistic: 'Sum',
    dimensions: { environment: 'Environment', zone: 'Cell', share: 'Share' },
  },
  queue: 'every',
  stages: [
    alpha({ account: test, regions: [region('us-west-2', ['cell-1'])], tests: ['npm run test:smoke'] }),
    beta({ account: test, regions: [region('us-west-2', ['cell-1'])], tests: ['npm run test:integration'] }),
    gamma({ account: test, regions: [region('us-west-2', zones('cell-', 2))], tests: ['npm run test:integration'] }),
    ...waves(regions, { account: production }),
  ],
});
