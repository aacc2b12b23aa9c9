/** A service with fast stacks: a table in each Region, and in each zone an api that completes when a hold opens. */
import { definePipeline, gamma, git, type Pipeline, region } from '../../pipeline';
import { gate, note } from '../activities/builders/a-release';

/** Deploys to one stage, which goes back if a Region's tests fail. Nothing bakes: no test here is about evidence. */
export const aPipelineOf = (
  account: string,
  regions: Readonly<Record<string, readonly string[]>>,
  tests: readonly string[],
): Pipeline =>
  definePipeline({
    name: 'shop',
    service: 'shop',
    team: 'retail',
    source: git({ repository: 'acme/shop', branch: 'main' }),
    build: { run: ['cp', '-r', 'infra', 'dist'], output: 'dist', network: 'allowed' },
    components: {
      table: { per: 'region', template: 'table.json' },
      api: { per: 'zone', template: 'api.json', dependsOn: ['table'], stateless: ['Custom::Gate'] },
    },
    alarms: {},
    queue: 'every',
    stages: [
      gamma({
        account,
        regions: Object.entries(regions).map(([name, zones]) => region(name, [...zones])),
        tests,
        bakes: { regional: 'none', oneBox: 'none', zone: 'none' },
      }),
    ],
  });

/** The files of a version. Each api asks the hold by the name of its stack. */
export const templates = (version: string, hold: string | undefined): Record<string, string> => ({
  'infra/table.json': JSON.stringify({ Resources: note(version) }),
  'infra/api.json': JSON.stringify({
    Resources: {
      ...note(version),
      ...gate({ version, ...(hold !== undefined && { until: { 'Fn::Sub': `${hold}/\${AWS::StackName}` } }) }),
    },
  }),
  version,
});
