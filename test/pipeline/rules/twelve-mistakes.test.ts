import { problemLine, problems } from '../../../pipeline/rules/problems';
import pipeline from './twelve-mistakes.pipeline';

test('twelve mistakes in one file are all told in one run, each with its place and its mend', () => {
  const found = problems(pipeline).filter(({ level }) => level !== 'notYet');
  expect(found.map((problem) => `${problem.level} ${problemLine(problem)}`).sort()).toEqual(
    [
      'error name: "Search" is no name: begin with a lower-case letter, then lower-case letters, digits and single dashes, at most 40',
      'warning review/approvals: 0 lets a change go unseen by anybody else: write 1 or more',
      "warning build/unitTests: there is none: name the command, as in ['npm run test:unit']",
      'error components/index/dependsOn: api is per zone, and a component per Region comes before every zone: turn the dependency round',
      'error components/api/dependsOn: "cache" is no component: there are index, api',
      'warning stages/first/bakes/zone/for: 1h is over before search-{environment}-{zone}-errors can fire, which takes up to 90m: let it bake as long',
      'warning stages/gamma/tests: there is none: name a command, as in npm run test:integration',
      'error stages/first/account: "2222" is no AWS account: write its twelve digits',
      'warning stages/first/regions: 2 Regions would find out together: begin with one, and put the others in later waves',
      'error stages/second/regions/eu-west-1/zones/euw1-az1: "euw1-az1" stands twice in this Region: leave one out',
      'error stages/second/onFailure: "leave" would leave in production what hurts it: write \'rollBack\', or leave it out',
      'error stages/third/regions/us-west-2: prod/us-west-2 is reached in stage first already: leave one out',
    ].sort(),
  );
});
