import { definePipeline } from '../../pipeline/authoring/define';
import { alpha, git, region, wave } from '../../pipeline/authoring/shorthand';
import { hours } from '../../pipeline/model/duration';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { isObstacle, problems } from '../../pipeline/rules/problems';
import type { Answers } from './answers';

/** The pipeline that the written file exports. It is built here too, so that the rules can check an answer before there is a file. */
export const firstPipeline = (answers: Answers): Pipeline => {
  const regions = [region(answers.region, [answers.zone])];
  return definePipeline({
    name: answers.name,
    team: answers.team,
    rung: 'oneRegion',
    source: git({ repository: answers.repository, branch: answers.branch }),
    review: { approvals: 1 },
    build: { unitTests: [answers.unitTests], run: argumentsOf(answers.build), output: answers.output, network: 'allowed' },
    components: { api: { per: 'zone', template: answers.template } },
    alarms: [],
    queue: 'every',
    stages: [
      alpha({ account: answers.testAccount, regions, tests: [answers.smokeTests] }),
      wave('first', {
        account: answers.account,
        regions,
        approval: { approvers: namesIn(answers.approvers), count: 1, expires: hours(24) },
      }),
    ],
  });
};

/** Splits a command into its arguments; one that needs a shell gets one. */
export const argumentsOf = (command: string): string[] =>
  /^[\w@%+=:,./ -]+$/.test(command) ? command.split(' ').filter((word) => word !== '') : ['sh', '-c', command];

export const namesIn = (list: string): string[] => list.split(',').map((name) => name.trim());

const sample: Answers = {
  name: 'checkout',
  team: 'retail',
  repository: 'acme/checkout',
  branch: 'main',
  unitTests: 'npm test',
  build: 'npm run package',
  output: 'dist',
  template: 'api.template.json',
  smokeTests: 'npm run test:smoke',
  region: 'us-west-2',
  zone: 'usw2-az1',
  testAccount: '111111111111',
  account: '222222222222',
  approvers: 'ada@example.com, rex@example.com',
};

/** What is wrong with one answer: what the rules find in a pipeline that is correct except for it. */
export function problemsWithAnswer(key: keyof Answers, answer: string): string[] {
  if (/\p{Cc}/u.test(answer)) return [`${JSON.stringify(answer)} has a control character: remove it`];
  const messages = problems(firstPipeline({ ...sample, [key]: answer }))
    .filter((problem) => isObstacle(problem) || problem.rule === 'every-approver-needed') // a first pipeline has nobody else to approve
    .map(({ message }) => message);
  return [...new Set(messages)]; // each stage reports the same Region
}
