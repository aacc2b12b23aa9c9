import { type Answers, firstZoneOf } from './answers';
import { argumentsOf, namesIn } from './first-pipeline';

/**
 * The pipeline file that a service begins with: one Region, which a person lets each change into. It says what to add next, in comments
 * that are code: a line that begins with `//   ` is one to uncomment.
 */
export const pipelineText = (answers: Answers): string => `${head(answers)}
export default definePipeline({
  name: ${quoted(answers.name)},
  team: ${quoted(answers.team)},
  // How far it has come: build, test, oneRegion, rollback, zones, waves. Claim the next when you have what it asks for.
  rung: 'oneRegion',
  source: git({ repository: ${quoted(answers.repository)}, branch: ${quoted(answers.branch)} }),
  review: { approvals: 1 }, // people other than the author, for each commit
  build: {
    unitTests: [${quoted(answers.unitTests)}],
    run: ${list(argumentsOf(answers.build))},
    output: ${quoted(answers.output)},
    network: 'allowed', // to fetch what it needs; check warns of it. A build that has all of it in the repository says 'none', the default
  },
  queue: 'every', // each merge is taken through: 'latest', the default, which skips those that wait, is not there yet
${deployed(answers)}
${stages(answers)}
});
`;

const head = ({ name, testAccount, account, region, zone }: Answers): string => `\
import { alpha, definePipeline, git, hours, region, wave } from 'slipway';

// How a merge of ${name} reaches production. It starts small, and each step that a comment below names is worth having by itself.
// \`slipway check\` names every mistake and, with --next, the next step; \`slipway plan\` shows what will happen.

const test = ${quoted(testAccount)};
const production = ${quoted(account)};

// For rung 'zones', name the other zones here as well: they take a change one at a time, so one bad change hurts one zone.
const home = region(${quoted(region)}, [${quoted(zone)}]);
`;

const deployed = ({ name, template }: Answers): string => `\
  // Each is a CloudFormation stack. A table or a queue gets one of its own, per: 'region', and api says dependsOn: ['table'].
  components: {
    api: {
      per: 'zone',
      template: ${quoted(template)}, // declares Environment, Zone and Share where it wants to know them
      // For rung 'zones': a tenth of each zone takes the change first. The template makes one instance where Share is one-box.
      //   oneBox: ${quoted(template)},
    },
  },
  // For rung 'rollback': a change goes back by itself when one of these fires. The template makes them. Then \`alarms: []\` goes.
  alarms: [],
  //   alarms: {
  //     region: [],
  //     zone: [${quoted(`${name}-{environment}-{zone}-fleet-errors`)}],
  //     oneBox: [${quoted(`${name}-{environment}-{zone}-one-box-errors`)}],
  //   },
  // And the metric that counts requests: a bake that saw none proves nothing.
  //   traffic: {
  //     namespace: ${quoted(name)},
  //     metric: 'Requests',
  //     statistic: 'Sum',
  //     dimensions: { environment: 'Environment', zone: 'Zone', share: 'Share' },
  //   },`;

const stages = ({ name, smokeTests, approvers, region }: Answers): string => `\
  stages: [
    alpha({ account: test, regions: [home], tests: [${quoted(smokeTests)}] }),
    // For rung 'rollback': tests across services, then a stage like production, with its alarms. Import beta and gamma above.
    //   beta({ account: test, regions: [home], tests: [${quoted(smokeTests)}] }),
    //   gamma({ account: test, regions: [home], tests: [${quoted(smokeTests)}] }),
    wave('first', {
      account: production,
      regions: [home],
      // For rung 'rollback': canaries of CloudWatch Synthetics, which a template makes, call it also in quiet hours.
      //   canaries: [${quoted(`${name}-prod`)}],
      // A typed name proves nothing: a worker counts it only when started with SLIPWAY_CLAIMED_NAMES=allowed. Authors never count.
      // For rung 'waves', take it out: by then tests, alarms and bakes watch better than a person who says yes.
      approval: { approvers: ${list(namesIn(approvers))}, count: 1, expires: hours(24) },
    }),
    // For rung 'waves': the other Regions, few first. waves([…], { … }) proposes 1, 1, 3, 12 and the rest.
    //   wave('second', { account: production, regions: [region(${another(region)})] }),
  ],`;

function another(region: string): string {
  const other = region === 'us-east-1' ? 'us-west-2' : 'us-east-1';
  return `${quoted(other)}, [${quoted(firstZoneOf(other) ?? '')}]`;
}

const list = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;

/** A string of TypeScript. What has control characters was refused before. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
