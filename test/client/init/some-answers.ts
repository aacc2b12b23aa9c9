import type { Answers } from '../../../client/init/answers';

export const someAnswers: Answers = {
  name: 'orders',
  team: 'retail',
  repository: 'acme/orders',
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

/** The same on the command line, without the answers that have proposals. */
export const someFlags: readonly string[] = [
  ...['--name', 'orders', '--team', 'retail', '--repository', 'acme/orders', '--unit-tests', 'npm test'],
  ...['--build', 'npm run package', '--smoke-tests', 'npm run test:smoke', '--region', 'us-west-2'],
  ...['--test-account', '111111111111', '--account', '222222222222', '--approvers', 'ada@example.com, rex@example.com'],
];
