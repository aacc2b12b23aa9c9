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

const problemsWith = (path: string, value: unknown) => problemsOf('broken.json', JSON.stringify(broken(path, value)));

const approval = { approvers: ['ann'], count: 1, expires: '8h' };
const rolling = { parameter: 'Share', forward: 33, back: 66 };

describe('a value of the wrong kind is reported with what to write:', () => {
  test.each([
    ['stages/0/tests', 'make smoke', 'stages/alpha/tests: "make smoke" is not a list: write ["make smoke"]'],
    ['build/run', 'npm run package', 'build/run: "npm run package" is not a list: write ["npm", "run", "package"]'],
    ['build/run', "sh -c 'make it'", 'build/run: "sh -c \'make it\'" is not a list: write ["sh -c \'make it\'"]'],
    ['alarms/zone', 'slow', 'alarms/zone: "slow" is not a list: write ["slow"]'],
    ['stages/0/regions', 'us-west-2', 'stages/alpha/regions: "us-west-2" is not a list: write a list'],
    ['stages/0/account', 111111111111, 'stages/alpha/account: 111111111111 is not text: put it in quotes, "111111111111"'],
    ['components/api/parameters/Debug', true, 'components/api/parameters/Debug: true is not text: put it in quotes, "true"'],
    ['build/output', ['dist'], 'build/output: a list is not text: write "dist"'],
    ['build/output', {}, 'build/output: an object is not text: write text in quotes, as in "dist"'],
    ['stages/2/oneBox', 'true', 'stages/first/oneBox: "true" is neither true nor false: write true, without quotes'],
    ['stages/2/oneBox', 1, 'stages/first/oneBox: 1 is neither true nor false: write true or false'],
    ['review/approvals', '2', 'review/approvals: "2" is not a whole number: write 2, without quotes'],
    ['review/approvals', 1.5, 'review/approvals: 1.5 is not a whole number: write a whole number, 0 or more'],
    ['review/approvals', -1, 'review/approvals: -1 is not a whole number: write a whole number, 0 or more'],
    [
      'components/api/rolling',
      { ...rolling, back: 'all' },
      'components/api/rolling/back: "all" is not a number: write a number, more than 0, at most 100',
    ],
    [
      'stages/2/bakes/zone',
      '1h',
      'stages/first/bakes/zone: "1h" is not an object: write an object with for, minimumRequests and deadline',
    ],
    ['stages/2/bakes', '1h', 'stages/first/bakes: "1h" is not an object: write an object, {} if it is empty'],
    ['source', 'acme/shop', 'source: "acme/shop" is not an object: write an object whose kind is "git", "image" or "bucket"'],
    ['components', [], 'components: a list is not an object: write an object with a key for each name'],
    ['components/api/oneBox', null, 'components/api/oneBox: null is not text: write text in quotes, or leave it out'],
    ['lookEvery', 60, 'lookEvery: 60 is not a duration: write a number and a unit, as in 90s, 30m or 12h'],
    ['team', 'x'.repeat(100), undefined],
    ['queue', 'x'.repeat(100), `queue: "${'x'.repeat(59)}… is not known here: write "latest" or "every"`],
    [
      'alarms/zone',
      [7],
      'alarms/zone/0: 7 is neither text nor an object: write text in quotes, or an object with name and firesWithin',
    ],
  ])('%s of %j', async (path, value, problem) => {
    expect(await problemsWith(path, value)).toEqual(problem === undefined ? [] : [problem]);
  });
});

describe('an unknown word is reported with the known ones, and with the nearest:', () => {
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
    expect(await problemsWith(path, value)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });
});

describe('an unknown field is reported with the nearest known one:', () => {
  test.each([
    ['pipline', 'pipline: is not known here: remove it, or correct its name'],
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
    ['stages/2/bakes/cell', 'stages/first/bakes/cell: is not known here: remove it, or correct its name'],
  ])('%s', async (path, problem) => {
    expect(await problemsWith(path, 'x')).toEqual([problem]);
  });

  test('in an alarm, which may also be only a name', async () => {
    expect(await problemsWith('alarms/zone', [{ name: 'slow', fireWithin: '5m' }])).toEqual([
      'alarms/zone/slow/firesWithin: is missing: write a number and a unit, as in 90s, 30m or 12h',
      'alarms/zone/slow/fireWithin: is not known here: did you mean firesWithin?',
    ]);
  });
});

describe('a missing field is reported with what to write:', () => {
  test.each([
    ['stages/0/tests', 'write a list, [] if it is empty'],
    ['stages/0/regions', 'write a list'],
    ['build/run', 'write a list, as in ["npm","run","package"]'],
    ['components/api/parameters', 'write an object, {} if it is empty'],
    ['components/api/template', 'write text in quotes, as in "api.template.json"'],
    ['stages/2/bakes/zone/for', 'write a number and a unit, as in 90s, 30m or 12h'],
    ['stages/2/bakes/zone/minimumRequests', 'write a whole number, 0 or more'],
    ['stages/2/oneBox', 'write true or false'],
    ['queue', 'write "latest" or "every"'],
    ['alarms', 'write an object with region, zone and oneBox'],
  ])('%s', async (path, advice) => {
    const [problem, ...more] = await problemsWith(path, undefined);
    expect([problem?.split(': is missing: ')[1], more]).toEqual([advice, []]);
  });
});

describe('the path of a problem', () => {
  test('names the items of lists, as rules do, and numbers items without a name', async () => {
    const zones = [{ name: 'usw2-az1' }, { name: 7 }, { name: '' }];
    const windows = {
      timeZone: 'UTC',
      open: [{ from: '09:00', to: 9 }],
      calendars: [{ name: 'launch', closed: [{ from: 1, to: '2026-01-01' }] }],
    };
    expect((await problemsWith('stages/2/regions/0/zones', [...zones, 'usw2-az4'])).map((line) => line.split(':')[0])).toEqual([
      'stages/first/regions/us-west-2/zones/1/name',
      'stages/first/regions/us-west-2/zones/3',
    ]);
    expect((await problemsWith('stages/2/windows', windows)).map((line) => line.split(':')[0])).toEqual([
      'stages/first/windows/open/0/to',
      'stages/first/windows/calendars/launch/closed/0/from',
    ]);
  });

  test.each([
    ['definePipeline', "'1h'", []],
    [
      'a function of the team',
      "{ ...'1h' }",
      ['stages/first/bakes/zone/for: is missing: write a number and a unit, as in 90s, 30m or 12h'],
    ],
  ])('is that of a text which %s spread into an object', async (_, zone, more) => {
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
      'stages/first/bakes/zone: "1h" is not an object: write an object with for, minimumRequests and deadline',
    ]);
  });
});

test('problems beyond the first thousand are only counted', async () => {
  const problems = await problemsWith(
    'stages/0/tests',
    Array.from({ length: 1234 }, (_, index) => index),
  );
  expect(problems).toHaveLength(1001);
  expect(problems.at(-1)).toBe('the file: has 234 more problems: fix these first');
});

test('what a rule refuses is not a problem of shape', async () => {
  expect(await problemsWith('stages/2/approval', { ...approval, count: 1.5, expires: '-1h' })).toEqual([]);
});
