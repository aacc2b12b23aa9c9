/** A service whose stacks are quick: a table of notes a Region, an api a zone that is ready once a hold lets it go on. */
import { definePipeline, gamma, git, type Pipeline, region } from '../../pipeline';
import { gate, note } from '../activities/builders/a-release';

/** Deploys to one stage that goes back where the tests of a Region fail. Nothing of it bakes: no test here is about evidence. */
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
      api: { per: 'zone', template: 'api.json', dependsOn: ['table'] },
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

/** What is in the repository for a version. Each api asks the hold by its stack's name. */
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
