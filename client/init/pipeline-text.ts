import { type Answers, firstZoneOf } from './answers';
import { argumentsOf, namesIn } from './first-pipeline';

/**
 * The text of a service's first pipeline file: one Region, with an approval before it. Comments show what to add next: a line that begins
 * with `//   ` is code to uncomment.
 */
export const pipelineText = (answers: Answers): string => `${head(answers)}
export default definePipeline({
  name: ${quoted(answers.name)},
  team: ${quoted(answers.team)},
  // How far this pipeline has come: build, test, oneRegion, rollback, zones, waves. Claim the next rung when you have what it needs.
  rung: 'oneRegion',
  source: git({ repository: ${quoted(answers.repository)}, branch: ${quoted(answers.branch)} }),
  review: { approvals: 1 }, // people other than the author, for each commit
  build: {
    unitTests: [${quoted(answers.unitTests)}],
    run: ${list(argumentsOf(answers.build))},
    output: ${quoted(answers.output)},
    network: 'allowed', // to download dependencies; check warns about it. If the repository contains them all, write 'none', the default
  },
  queue: 'every', // every merge is deployed. 'latest', the default, which skips waiting ones, is not done yet
${deployed(answers)}
${stages(answers)}
});
`;

const head = ({ name, testAccount, account, region, zone }: Answers): string => `\
import { alpha, definePipeline, git, hours, region, wave } from 'slipway';

// How a merge of ${name} reaches production. It starts small, and each step in the comments below is useful by itself.
// \`slipway check\` reports every mistake and, with --next, the next step; \`slipway plan\` shows what will happen.

const test = ${quoted(testAccount)};
const production = ${quoted(account)};

// For rung 'zones', add the other zones here: they take a change one at a time, so a bad change harms only one zone.
const home = region(${quoted(region)}, [${quoted(zone)}]);
`;

const deployed = ({ name, template }: Answers): string => `\
  // Each component is a CloudFormation stack. Give a table or a queue its own, with per: 'region', and api dependsOn: ['table'].
  components: {
    api: {
      per: 'zone',
      template: ${quoted(template)}, // may declare the parameters Environment, Zone and Share
      // For rung 'zones': a tenth of each zone takes the change first. If Share is one-box, the template creates one instance.
      //   oneBox: ${quoted(template)},
    },
  },
  // For rung 'rollback': a change is rolled back when one of these fires. The template creates them. Then remove \`alarms: []\`.
  alarms: [],
  //   alarms: {
  //     region: [],
  //     zone: [${quoted(`${name}-{environment}-{zone}-fleet-errors`)}],
  //     oneBox: [${quoted(`${name}-{environment}-{zone}-one-box-errors`)}],
  //   },
  // And the metric that counts requests: a bake without requests proves nothing.
  //   traffic: {
  //     namespace: ${quoted(name)},
  //     metric: 'Requests',
  //     statistic: 'Sum',
  //     dimensions: { environment: 'Environment', zone: 'Zone', share: 'Share' },
  //   },`;

const stages = ({ name, smokeTests, approvers, region }: Answers): string => `\
  stages: [
    alpha({ account: test, regions: [home], tests: [${quoted(smokeTests)}] }),
    // For rung 'rollback': tests with other services, then a stage like production, with its alarms. Import beta and gamma above.
    //   beta({ account: test, regions: [home], tests: [${quoted(smokeTests)}] }),
    //   gamma({ account: test, regions: [home], tests: [${quoted(smokeTests)}] }),
    wave('first', {
      account: production,
      regions: [home],
      // For rung 'rollback': CloudWatch Synthetics canaries, which a template creates, call the service in quiet hours, too.
      //   canaries: [${quoted(`${name}-prod`)}],
      // A typed name proves nothing: a worker counts it only if started with SLIPWAY_CLAIMED_NAMES=allowed. Authors never count.
      // For rung 'waves', remove it: by then tests, alarms and bakes decide better than a person who approves.
      approval: { approvers: ${list(namesIn(approvers))}, count: 1, expires: hours(24) },
    }),
    // For rung 'waves': the other Regions, a few first. waves([…], { … }) proposes 1, 1, 3, 12 and the rest.
    //   wave('second', { account: production, regions: [region(${another(region)})] }),
  ],`;

function another(region: string): string {
  const other = region === 'us-east-1' ? 'us-west-2' : 'us-east-1';
  return `${quoted(other)}, [${quoted(firstZoneOf(other) ?? '')}]`;
}

const list = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;

/** A TypeScript string literal. Answers with control characters were refused before. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
