/** What a first pipeline is made of. */
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
  /** Names or addresses, separated by commas. */
  readonly approvers: string;
}

/** One question: its option on the command line, and its text, which also describes the option. */
export interface Question {
  readonly key: keyof Answers;
  readonly flag: string;
  readonly ask: string;
  /** The default answer, which may depend on the answers before. */
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
  question('repository', 'repository', 'the name of its repository, as in acme/checkout'),
  question('branch', 'branch', 'the branch whose merges become changes', () => 'main'),
  question('unitTests', 'unit-tests', 'the command that runs its unit tests, as in npm test'),
  question('build', 'build', 'the command that builds it, as in npm run package'),
  question('output', 'output', 'the folder that the build fills', () => 'dist'),
  question('template', 'template', 'the CloudFormation template in that folder', () => 'api.template.json'),
  question('smokeTests', 'smoke-tests', 'the command that tests what is deployed, as in npm run test:smoke'),
  question('region', 'region', 'the first AWS Region, as in us-west-2'),
  question('zone', 'zone', 'the Availability Zone or cell in that Region', ({ region }) => region && firstZoneOf(region)),
  question('testAccount', 'test-account', 'the AWS account for tests, twelve digits'),
  question('account', 'account', 'the AWS account of production, twelve digits'),
  question('approvers', 'approvers', 'the people who may approve a change for production: two or more, separated by commas'),
];

/** The id of a Region's first Availability Zone as AWS abbreviates it: usw2-az1 for us-west-2. Only a proposal. */
export function firstZoneOf(region: string): string | undefined {
  const [, area, direction, number] = /^([a-z]{2})((?:-[a-z]+)+)-(\d)$/.exec(region) ?? [];
  const short = direction?.replaceAll('-', '').replace(/north|south|east|west|central|gov/g, (word) => word[0] ?? '');
  return short && `${area}${short}${number}-az1`;
}
