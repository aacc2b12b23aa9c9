import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { planLines } from '../../../client/plan/plan-lines';
import { type PreviewOptions, preview } from '../../../client/plan/preview';
import { readPipeline } from '../../../client/read/load';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { nextOpening, wallClock } from '../../../platform/time-zones';
import { aPipeline, written } from '../../pipeline/builders/a-pipeline';

const fromMs = Date.parse('2026-11-24T09:00Z'); // a Tuesday
const treeOf = (pipeline: Pipeline, more: Partial<PreviewOptions> = {}): string =>
  `${planLines(preview(pipeline, { fromMs, nextOpening, wallClock, ...more })).join('\n')}\n`;

/** Compares with the approved text; `RENEW_GOLDEN=1` renews it. */
function golden(name: string, tree: string): void {
  const file = join(__dirname, 'golden', `${name}.txt`);
  if (process.env.RENEW_GOLDEN === '1') writeFileSync(file, tree);
  expect(tree).toBe(readFileSync(file, 'utf8'));
}

describe('the tree of a plan', () => {
  test('of the sample service is the golden one', async () => {
    const read = await readPipeline(resolve(__dirname, '../../../examples/checkout/pipeline.ts'));
    if (read.kind !== 'pipeline') throw new Error(JSON.stringify(read));
    golden('checkout', treeOf(read.pipeline));
  });

  test('of a change that alters one component, before people and windows, is the golden one', () => {
    const berlin = {
      timeZone: 'Europe/Berlin',
      open: [{ days: ['mon', 'tue', 'wed', 'thu'] as const, from: '09:00', to: '16:00' } as const],
    };
    const approval = { approvers: ['ann', 'ben'], count: 1, expires: '8h' } as const;
    const stages = written.stages.map((stage) =>
      stage.name === 'second' ? { ...stage, windows: berlin } : stage.name === 'first' ? { ...stage, approval } : stage,
    );
    golden('gates', treeOf(aPipeline({ stages }), { components: ['api'] }));
  });

  test('of windows that never open, and of what is not done yet, says so and is the golden one', () => {
    const never = { timeZone: 'UTC', open: [{ days: [], from: '09:00', to: '16:00' } as const] };
    const stages = written.stages.map((stage) => (stage.name === 'first' ? { ...stage, windows: never } : stage));
    golden('never', treeOf(aPipeline({ stages, queue: 'latest' })));
  });

  test('of a pipeline that only builds has no stage', () => {
    expect(treeOf(aPipeline({ rung: 'build', stages: [] }))).toMatch(
      /^checkout: a change of api, table through 0 stages, 0 Regions, 0 targets\n/,
    );
  });

  test('of an early rung without bakes says so before all else and is the golden one', () => {
    const approval = { approvers: ['ann', 'ben'], count: 1, expires: '72h' } as const;
    const [alpha, , first] = written.stages;
    const stages = alpha && first ? [alpha, { ...first, approval }] : [];
    golden('early', treeOf(aPipeline({ rung: 'oneRegion', alarms: [], stages })));
  });

  test('of zones that differ keeps their order, counts long bakes in days, and is the golden one', () => {
    const names = ['one', 'two', 'three', 'four', 'five'];
    const zones = names.map((name) => (name === 'three' ? { name, oneBox: false as const } : { name }));
    const first = {
      regions: [{ name: 'us-west-2', zones }],
      bakes: { region: { for: '100h' as const } },
    };
    const stages = written.stages.map((stage) => (stage.name === 'first' ? { ...stage, ...first } : stage));
    golden('zones', treeOf(aPipeline({ stages })));
  });

  test.each([
    ['region', 'if a wave fails: the failed Region is rolled back, and the other Regions of its wave keep the change'],
    ['wave', 'if a wave fails: all its Regions are rolled back, and earlier waves keep the change'],
    ['change', 'if a wave fails: every stage that the change is in is rolled back'],
  ] as const)('says what is rolled back if the scope is the %s', (scope, line) => {
    expect(treeOf(aPipeline({ rollback: { scope } }))).toContain(`\n  ${line}\n`);
  });

  test('names the waves without bakes if other waves have some', () => {
    const bakes = { regional: 'none', oneBox: 'none', zone: 'none', region: 'none' } as const;
    const stages = written.stages.map((stage) => (stage.name === 'second' ? { ...stage, bakes } : stage));
    expect(treeOf(aPipeline({ stages }))).toContain('\n  no bake watches wave second: only a person');
  });

  test('shows an opening in the time zone of its windows, unless that is UTC', () => {
    const at = (timeZone: string) => {
      const windows = { timeZone, open: [{ from: '10:00', to: '16:00' } as const] };
      const stages = written.stages.map((stage) => (stage.name === 'alpha' ? { ...stage, windows } : stage));
      return treeOf(aPipeline({ stages })).match(/^ {2}open .*$/m)?.[0];
    };
    expect(at('UTC')).toBe('  open every day 10:00–16:00 UTC: waits 1 h until it opens');
    expect(at('Asia/Tokyo')).toBe(
      '  open every day 10:00–16:00 Asia/Tokyo: waits 16 h until it opens, Wed 2026-11-25 10:00 there',
    );
    expect(at('Europe/Berlin')).toBe('  open every day 10:00–16:00 Europe/Berlin: open then, Tue 2026-11-24 10:00 there');
  });

  const made = (resources: Record<string, string>, more: object = {}) => ({
    ...more,
    Resources: Object.fromEntries(Object.entries(resources).map(([id, Type]) => [id, { Type }])),
  });
  const edge = {
    'table.template.json': made({
      Zone: 'AWS::Route53::HostedZone',
      Site: 'AWS::CloudFront::Distribution',
      Table: 'AWS::DynamoDB::Table',
    }),
    'api.template.json': made({ Task: 'AWS::IAM::Role', Start: 'AWS::IAM::Role' }),
    'one-box.template.json': made({ Task: 'AWS::IAM::Role' }, { Transform: 'Makes' }),
  };

  test('names what no wave contains, by component, resource and type, of the components that the change alters', () => {
    const tree = treeOf(aPipeline(), { templates: edge });
    expect(tree).toContain(
      [
        '',
        '  no wave contains a change to these, which reach every Region at once:',
        '    table: Zone (AWS::Route53::HostedZone): DNS gives the same answer in every Region',
        '    table: Site (AWS::CloudFront::Distribution): all edge locations take it together',
        '  the whole account takes a change to these at once, and what uses them is affected:',
        '    api: Task, Start (AWS::IAM::Role)',
        '  only AWS can read all of components/api/oneBox (Transform Makes), so resources that reach every Region may be missing here',
        '',
      ].join('\n'),
    );
    expect(treeOf(aPipeline(), { templates: edge, components: ['api'] })).not.toContain('no wave contains');
  });

  test('says that it did not look if the templates were not found, and nothing if there is no production', () => {
    const notFound =
      'not all templates are there to read (build or correct them, or use --templates), so resources that reach every Region';
    expect(treeOf(aPipeline())).toContain(`\n  ${notFound} were not looked for\n`);
    expect(treeOf(aPipeline(), { templates: {} })).not.toContain('every Region');
    const stages = written.stages.slice(0, 2);
    expect(treeOf(aPipeline({ stages }))).not.toContain('every Region');
    expect(treeOf(aPipeline({ stages }), { templates: edge })).not.toContain('every Region');
  });

  test('is the same value for programs, and survives JSON', () => {
    const value = preview(aPipeline(), { fromMs, nextOpening, wallClock });
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    expect(value.cost.mutations).toBe(5 + 2 + 4 + 4 + 8); // a table in 5 Regions, and in each stage the api, from gamma on with a one-box
  });
});
