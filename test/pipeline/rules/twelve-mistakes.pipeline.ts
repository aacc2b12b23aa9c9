/** A pipeline with twelve mistakes, each found by another rule. */
import { alpha, definePipeline, gamma, git, region, wave } from '../../../pipeline';

const test = '111111111111';
const production = '222222222222';
const bake = { for: '1h', minimumRequests: 100 } as const;

export default definePipeline({
  name: 'Search', // 1: a name in capitals
  service: 'search',
  team: 'retail',
  source: git({ repository: 'acme/search', branch: 'main' }),
  review: { approvals: 0 }, // 2: nobody but the author sees it
  build: { run: ['make'], output: 'dist', network: 'none' }, // 3: no unit tests
  queue: 'every',
  components: {
    index: { per: 'region', template: 'index.json', dependsOn: ['api'] }, // 4: per Region, but depends on one per zone
    api: { per: 'zone', template: 'api.json', oneBox: 'api.json', dependsOn: ['cache'] }, // 5: an unknown dependency
  },
  alarms: {
    region: ['search-{environment}-index'],
    zone: [{ name: 'search-{environment}-{zone}-errors', firesWithin: '90m' }], // 6: slower than the bake of a zone
    oneBox: ['search-{environment}-{zone}-one-box'],
  },
  traffic: {
    namespace: 'Search',
    metric: 'Requests',
    statistic: 'Sum',
    dimensions: { environment: 'Environment', zone: 'Zone', share: 'Share' },
  },
  stages: [
    alpha({ account: test, regions: [region('us-west-2', ['usw2-az1'])] }),
    gamma({
      account: test,
      regions: [region('us-west-2', ['usw2-az1', 'usw2-az2'])],
      tests: [], // 7: no tests
      bakes: { zone: { for: '2h' } },
    }),
    wave('first', {
      account: '2222', // 8: not an account
      regions: [region('us-west-2', ['usw2-az1', 'usw2-az2']), region('us-east-1', ['use1-az1', 'use1-az2'])], // 9: two at once
      canaries: ['searcher'],
      bakes: { zone: bake },
    }),
    wave('second', {
      account: production,
      regions: [region('eu-west-1', ['euw1-az1', 'euw1-az1'])], // 10: one zone twice
      canaries: ['searcher'],
      bakes: { zone: { for: '2h' } },
      onFailure: 'leave', // 11: stays broken
    }),
    wave('third', {
      account: production,
      regions: [region('us-west-2', ['usw2-az1', 'usw2-az2'])], // 12: in two waves
      canaries: ['searcher'],
      bakes: { zone: { for: '2h' } },
    }),
  ],
});
