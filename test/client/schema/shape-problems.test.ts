import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPipeline } from '../../../client/read/load';
import { broken } from '../../pipeline/builders/a-pipeline';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function problemsOf(name: string, text: string): Promise<string[]> {
  writeFileSync(join(folder, name), text);
  const read = await readPipeline(join(folder, name));
  return read.kind === 'problems' ? read.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

const told = (path: string, value: unknown) => problemsOf('broken.json', JSON.stringify(broken(path, value)));

const approval = { approvers: ['ann'], count: 1, expires: '8h' };
const rolling = { parameter: 'Share', forward: 33, back: 66 };

describe('a value of the wrong kind is told with what to write:', () => {
  test.each([
    ['stages/0/tests', 'make smoke', 'stages/alpha/tests: "make smoke" is no list: write ["make smoke"]'],
    ['build/run', 'npm run package', 'build/run: "npm run package" is no list: write ["npm", "run", "package"]'],
    ['build/run', "sh -c 'make it'", 'build/run: "sh -c \'make it\'" is no list: write ["sh -c \'make it\'"]'],
    ['alarms/zone', 'slow', 'alarms/zone: "slow" is no list: write ["slow"]'],
    ['stages/0/regions', 'us-west-2', 'stages/alpha/regions: "us-west-2" is no list: write a list'],
    ['stages/0/account', 111111111111, 'stages/alpha/account: 111111111111 is no text: put it in quotes, "111111111111"'],
    ['components/api/parameters/Debug', true, 'components/api/parameters/Debug: true is no text: put it in quotes, "true"'],
    ['build/output', ['dist'], 'build/output: a list is no text: write "dist"'],
    ['build/output', {}, 'build/output: an object is no text: write text in quotes, as in "dist"'],
    ['stages/2/oneBox', 'true', 'stages/first/oneBox: "true" is neither true nor false: write true, without quotes'],
    ['stages/2/oneBox', 1, 'stages/first/oneBox: 1 is neither true nor false: write true or false'],
    ['review/approvals', '2', 'review/approvals: "2" is no count: write 2, without quotes'],
    ['review/approvals', 1.5, 'review/approvals: 1.5 is no count: write a whole number, 0 or more'],
    ['review/approvals', -1, 'review/approvals: -1 is no count: write a whole number, 0 or more'],
    [
      'components/api/rolling',
      { ...rolling, back: 'all' },
      'components/api/rolling/back: "all" is no number: write a number, more than 0, at most 100',
    ],
    [
      'stages/2/bakes/zone',
      '1h',
      'stages/first/bakes/zone: "1h" is no object: write an object with for, minimumRequests and deadline',
    ],
    ['stages/2/bakes', '1h', 'stages/first/bakes: "1h" is no object: write an object, {} where there are none'],
    ['source', 'acme/shop', 'source: "acme/shop" is no object: write an object whose kind is "git", "image" or "bucket"'],
    ['components', [], 'components: a list is no object: write an object with a part for each name'],
    ['components/api/oneBox', null, 'components/api/oneBox: null is no text: write text in quotes, or leave it out'],
    ['lookEvery', 60, 'lookEvery: 60 is no duration: write a number and a unit, as in 90s, 30m or 12h'],
    ['team', 'x'.repeat(100), undefined],
    ['queue', 'x'.repeat(100), `queue: "${'x'.repeat(59)}… is not known here: write "latest" or "every"`],
    [
      'alarms/zone',
      [7],
      'alarms/zone/0: 7 is neither text nor an object: write text in quotes, or an object with name and firesWithin',
    ],
  ])('%s of %j', async (path, value, problem) => {
    expect(await told(path, value)).toEqual(problem === undefined ? [] : [problem]);
  });
});

describe('a word that is not known is told with those that are, and with the nearest:', () => {
  test.each([
    ['queue', 'evry', 'queue: "evry" is not known here: did you mean "every"? write "latest" or "every"'],
    [
      'stages/3/environment',
      'production',
      /^stages\/second\/environment: "production" .*: did you mean "prod"\? write "alpha", "beta", "gamma" or "prod"$/,
    ],
    ['rung', 'ONEREGION', /: did you mean "oneRegion"\?/],
    ['rung', 'higher', 'rung: "higher" is not known here: write "build", "test", "oneRegion", "rollback", "zones" or "waves"'],
    ['source/kind', 'gti', 'source/kind: "gti" is not known here: did you mean "git"? write "git", "image" or "bucket"'],
    ['source/kind', undefined, 'source/kind: is missing: write "git", "image" or "bucket"'],
    ['timing', 'fast', 'timing: "fast" is not known here: write "shortened", or leave it out'],
  ])('%s of %j', async (path, value, problem) => {
    expect(await told(path, value)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });
});

describe('a field that is not known is told with the one of its part that was meant:', () => {
  test.each([
    ['pipline', 'pipline: is not known here: take it out, or correct its name'],
    ['stage', 'stage: is not known here: did you mean stages?'],
    ['source/barnch', 'source/barnch: is not known here: did you mean branch?'],
    ['components/api/dependson', 'components/api/dependson: is not known here: did you mean dependsOn?'],
    [
      'stages/1/regions/0/zones/1/onebox',
      'stages/gamma/regions/us-west-2/zones/usw2-az2/onebox: is not known here: did you mean oneBox?',
    ],
    [
      'stages/2/bakes/zone/minimumRequest',
      'stages/first/bakes/zone/minimumRequest: is not known here: did you mean minimumRequests?',
    ],
    ['stages/2/bakes/cell', 'stages/first/bakes/cell: is not known here: take it out, or correct its name'],
  ])('%s', async (path, problem) => {
    expect(await told(path, 'x')).toEqual([problem]);
  });

  test('in an alarm, which may be a name, too', async () => {
    expect(await told('alarms/zone', [{ name: 'slow', fireWithin: '5m' }])).toEqual([
      'alarms/zone/slow/firesWithin: is missing: write a number and a unit, as in 90s, 30m or 12h',
      'alarms/zone/slow/fireWithin: is not known here: did you mean firesWithin?',
    ]);
  });
});

describe('what is missing is told with what to write:', () => {
  test.each([
    ['stages/0/tests', 'write a list, [] where there are none'],
    ['stages/0/regions', 'write a list'],
    ['build/run', 'write a list, as in ["npm","run","package"]'],
    ['components/api/parameters', 'write an object, {} where there are none'],
    ['components/api/template', 'write text in quotes, as in "api.template.json"'],
    ['stages/2/bakes/zone/for', 'write a number and a unit, as in 90s, 30m or 12h'],
    ['stages/2/bakes/zone/minimumRequests', 'write a whole number, 0 or more'],
    ['stages/2/oneBox', 'write true or false'],
    ['queue', 'write "latest" or "every"'],
    ['alarms', 'write an object with region, zone and oneBox'],
  ])('%s', async (path, mend) => {
    const [problem, ...more] = await told(path, undefined);
    expect([problem?.split(': is missing: ')[1], more]).toEqual([mend, []]);
  });
});

describe('the place of a problem', () => {
  test('has the names of what stands in lists, as rules say it, and a number where there is no name', async () => {
    const zones = [{ name: 'usw2-az1' }, { name: 7 }, { name: '' }];
    const windows = {
      timeZone: 'UTC',
      open: [{ from: '09:00', to: 9 }],
      calendars: [{ name: 'launch', closed: [{ from: 1, to: '2026-01-01' }] }],
    };
    expect((await told('stages/2/regions/0/zones', [...zones, 'usw2-az4'])).map((line) => line.split(':')[0])).toEqual([
      'stages/first/regions/us-west-2/zones/1/name',
      'stages/first/regions/us-west-2/zones/3',
    ]);
    expect((await told('stages/2/windows', windows)).map((line) => line.split(':')[0])).toEqual([
      'stages/first/windows/open/0/to',
      'stages/first/windows/calendars/launch/closed/0/from',
    ]);
  });

  test.each([
    ['definePipeline', "'1h'", []],
    [
      'a function of the team’s',
      "{ ...'1h' }",
      ['stages/first/bakes/zone/for: is missing: write a number and a unit, as in 90s, 30m or 12h'],
    ],
  ])('is that of a text which %s took for an object', async (_, zone, more) => {
    const text = `
      import { definePipeline, git, region, wave } from 'slipway';
      const bakes = { zone: ${zone} } as never;
      export default definePipeline({
        name: 'shop', team: 'retail', source: git({ repository: 'acme/shop', branch: 'main' }), alarms: [],
        build: { run: ['make'], output: 'dist' }, components: {},
        stages: [wave('first', { account: '222222222222', regions: [region('us-west-2', ['usw2-az1'])], bakes })],
      });`;
    expect(await problemsOf('spread.ts', text)).toEqual([
      ...more,
      'stages/first/bakes/zone: "1h" is no object: write an object with for, minimumRequests and deadline',
    ]);
  });
});

test('more problems than anybody reads are counted', async () => {
  const problems = await told(
    'stages/0/tests',
    Array.from({ length: 1234 }, (_, index) => index),
  );
  expect(problems).toHaveLength(1001);
  expect(problems.at(-1)).toBe('the file: is wrong in 234 more places: mend these first');
});

test('what waits for its rule is no problem of shape', async () => {
  expect(await told('stages/2/approval', { ...approval, count: 1.5, expires: '-1h' })).toEqual([]);
});
