/** What a first pipeline is made of, and how each of it is asked for. */
export interface Answers {
  readonly name: string;
  readonly team: string;
  readonly repository: string;
  readonly branch: string;
  readonly unitTests: string;
  readonly build: string;
  readonly output: string;
  readonly template: string;
  readonly smokeTests: string;
  readonly region: string;
  readonly zone: string;
  readonly testAccount: string;
  readonly account: string;
  /** Names or addresses, with commas between them. */
  readonly approvers: string;
}

/** One question: its flag on the command line, and the sentence that asks. */
export interface Question {
  readonly key: keyof Answers;
  readonly flag: string;
  readonly ask: string;
  /** What is taken where nothing is said, in view of what was answered before. */
  readonly proposal?: (before: Partial<Answers>) => string | undefined;
}

const question = (key: keyof Answers, flag: string, ask: string, proposal?: Question['proposal']): Question => ({
  key,
  flag,
  ask,
  ...(proposal && { proposal }),
});

/** In the order in which a person is asked. */
export const questions: readonly Question[] = [
  question('name', 'name', 'the name of the service, as in checkout'),
  question('team', 'team', 'the team that owns it, as in retail'),
  question('repository', 'repository', 'the repository, as people call it: acme/checkout'),
  question('branch', 'branch', 'the branch whose merges are changes', () => 'main'),
  question('unitTests', 'unit-tests', 'the command of its unit tests, as in npm test'),
  question('build', 'build', 'the command that builds what is deployed, as in npm run package'),
  question('output', 'output', 'the folder that this command fills', () => 'dist'),
  question('template', 'template', 'the CloudFormation template in that folder', () => 'api.template.json'),
  question('smokeTests', 'smoke-tests', 'the command that tests what was deployed, as in npm run test:smoke'),
  question('region', 'region', 'the AWS Region to begin with, as in us-west-2'),
  question('zone', 'zone', 'its Availability Zone or cell', ({ region }) => region && firstZoneOf(region)),
  question('testAccount', 'test-account', 'the twelve digits of the AWS account for tests'),
  question('account', 'account', 'the twelve digits of the AWS account of production'),
  question('approvers', 'approvers', 'who may let a change into production: two or more, with commas between them'),
];

/** The id of a Region's first Availability Zone as AWS abbreviates it: us-west-2 has usw2-az1. No more than a proposal. */
export function firstZoneOf(region: string): string | undefined {
  const [, land, where, number] = /^([a-z]{2})((?:-[a-z]+)+)-(\d)$/.exec(region) ?? [];
  const short = where?.replaceAll('-', '').replace(/north|south|east|west|central|gov/g, (word) => word[0] ?? '');
  return short && `${land}${short}${number}-az1`;
}
