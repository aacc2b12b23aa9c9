import { describeProblem, problems } from '../../../pipeline/rules/problems';
import pipeline from './twelve-mistakes.pipeline';

test('twelve mistakes in one file are all reported in one run, each with its path and what to write instead', () => {
  const found = problems(pipeline).filter(({ level }) => level !== 'notYet');
  expect(found.map((problem) => `${problem.level} ${describeProblem(problem)}`).sort()).toEqual(
    [
      'error name: "Search" is not a valid name: begin with a lower-case letter, then use lower-case letters, digits and single dashes, at most 40 characters',
      'warning review/approvals: 0 lets a change through that nobody but its author has seen: write 1 or more',
      "warning build/unitTests: has no command: write one, as in ['npm run test:unit']",
      'error components/index/dependsOn: api is per zone, but a component per Region is deployed before every zone: reverse the dependency',
      'error components/api/dependsOn: "cache" is not a component: write one of index, api',
      'warning stages/first/bakes/zone/for: 1h ends before search-{environment}-{zone}-errors can fire, which takes up to 90m: let it bake that long',
      'warning stages/gamma/tests: is empty: write a command, as in npm run test:integration',
      'error stages/first/account: "2222" is not an AWS account: write its twelve digits',
      'warning stages/first/regions: 2 Regions would take a bad change together: begin with one, and move the others to later waves',
      'error stages/second/regions/eu-west-1/zones/euw1-az1: "euw1-az1" is listed twice in this Region: remove one',
      'error stages/second/onFailure: "leave" would leave a failed change in production: write \'rollBack\', or remove it',
      'error stages/third/regions/us-west-2: stage first already deploys to prod/us-west-2: remove the Region from one of the two stages',
    ].sort(),
  );
});
