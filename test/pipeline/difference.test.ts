import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Difference, differences } from '../../pipeline/difference';
import type { Pipeline } from '../../pipeline/model';
import { aPipeline, broken, usEast1, usWest2, written } from './a-pipeline';
import { anyPipeline } from './any-pipeline';

const before = aPipeline();
const said = (found: readonly Difference[]): string[] => found.map(({ says }) => says);
const windows = { timeZone: 'UTC', open: [] };
const approval = { approvers: ['ann'], count: 2, expires: '1h' };

describe('what an edit of a pipeline alters', () => {
  it.each([
    ['stages/3/bakes/region/for', '30m', 'Region bake of wave second 4 h → 30 min: weaker'],
    ['stages/3/bakes/region/for', '5h', 'Region bake of wave second 4 h → 5 h: stronger'],
    ['stages/3/bakes/zone/minimumRequests', 5, 'minimumRequests of the zone bake of wave second 100 → 5: weaker'],
    ['stages/3/bakes/zone/deadline', '3h', 'deadline of the zone bake of wave second 2 h → 3 h'],
    ['stages/3/bakes/regional', undefined, 'regional bake of wave second is gone: weaker'],
    ['stages/1/tests', [], 'tests npm run test:integration of stage gamma is gone (it was npm run test:integration): weaker'],
    ['stages/1/oneBox', false, 'oneBox of stage gamma true → false: weaker'],
    ['stages/1/onFailure', 'leave', 'onFailure of stage gamma rollBack → leave: weaker'],
    ['stages/2/regions/0/zones/0/oneBox', false, 'regions us-west-2 zones usw2-az1 oneBox of wave first is new (false): weaker'],
    ['stages/2/windows', windows, 'windows of wave first is new: stronger'],
    ['stages/2/approval', approval, 'approval of wave first is new: stronger'],
    ['review/approvals', 0, 'review approvals 1 → 0: weaker'],
    ['rung', 'rollback', 'rung is new (rollback): weaker'],
    ['timing', 'shortened', 'timing is new (shortened): weaker'],
    ['build/network', 'none', 'build network allowed → none: stronger'],
    ['rollback/scope', 'region', 'rollback scope wave → region: weaker'],
    ['rollback/scope', 'change', 'rollback scope wave → change: stronger'],
    ['lookEvery', '5m', 'lookEvery 1 min → 5 min: weaker'],
    ['queue', 'latest', 'queue every → latest'],
    ['traffic', undefined, 'traffic is gone: weaker'],
    ['alarms/zone', ['{environment}-errors-{zone}', 'slow-{zone}'], 'alarms zone slow-{zone} is new (slow-{zone}): stronger'],
    ['components/api/oneBox', undefined, 'components api oneBox is gone (it was one-box.template.json): weaker'],
    ['components/table/cannotCanary', 'a table', 'components table cannotCanary is new (a table): weaker'],
    ['components/api/template', 'other.json', 'components api template api.template.json → other.json'],
  ])('at %s to %j is said with what it does to safety', (path, value, sentence) => {
    expect(said(differences(before, broken(path, value)))).toEqual([sentence]);
  });

  it('is the weaker first, then the stronger, then the rest', () => {
    const after: Pipeline = { ...before, queue: 'latest', rollback: { scope: 'change' }, lookEvery: '5m' };
    expect(differences(before, after).map(({ effect, path }) => `${effect} ${path}`)).toEqual([
      'weaker lookEvery',
      'stronger rollback/scope',
      'other queue',
    ]);
  });

  it('is said as the page about it shows', () => {
    const page = readFileSync(join(__dirname, '../../docs/checking.md'), 'utf8');
    const stages = written.stages.map((stage) => {
      if (stage.name === 'second') return { ...stage, bakes: { region: { for: '30m', deadline: '8h' } } as const };
      return stage.name === 'gamma' ? { ...stage, tests: [] } : stage.name === 'first' ? { ...stage, windows } : stage;
    });
    const edited = said(differences(before, aPipeline({ stages, queue: 'latest' })));
    expect([...edited].sort()).toEqual(/\n\n```\n(.*?)\n```/s.exec(page)?.[1]?.split('\n').sort());
  });

  it('is how many Regions a wave takes at once, and which', () => {
    const wider = aPipeline({
      stages: written.stages.map((stage) => (stage.name === 'first' ? { ...stage, regions: [usWest2, usEast1] } : stage)),
    });
    expect(said(differences(before, wider))).toEqual([
      'Regions at once of wave first 1 → 2: weaker',
      'regions us-east-1 of wave first is new',
    ]);
  });

  it('is a test stage that is gone, and a wave that is, which is no matter of safety', () => {
    const without = (name: string) => aPipeline({ stages: written.stages.filter((stage) => stage.name !== name) });
    expect(said(differences(before, without('gamma')))).toEqual(['stage gamma is gone: weaker']);
    expect(said(differences(without('gamma'), before))).toEqual(['stage gamma is new: stronger']);
    expect(said(differences(before, without('second')))).toEqual(['wave second is gone']);
  });

  it('is an order also where one of the parts differs', () => {
    const [alpha, gamma, first, second] = written.stages.map((stage) => ({
      ...stage,
      ...(stage.name === 'first' && { oneBox: false }),
    }));
    const stages = [gamma, alpha, first, second].filter((stage) => stage !== undefined);
    expect(said(differences(before, aPipeline({ stages })))).toEqual([
      'oneBox of wave first true → false: weaker',
      'stages alpha, gamma, first, second → gamma, alpha, first, second',
    ]);
  });

  it('is an order, where only that differs', () => {
    const turned: Pipeline = { ...before, stages: [...before.stages].reverse() };
    expect(said(differences(before, turned))).toEqual(['stages alpha, gamma, first, second → second, first, gamma, alpha']);
  });

  it('is none between two ways to write one length of time', () => {
    expect(differences(before, broken('stages/2/bakes/region/for', '720m'))).toEqual([]);
  });

  it('is what holds: a stage that begins to say alarms of its own is compared with the pipeline’s', () => {
    const own = { ...before.alarms, region: [] };
    expect(said(differences(before, broken('stages/2/alarms', own)))).toEqual([
      'alarms region {environment}-table-throttled of wave first is gone (it was {environment}-table-throttled): weaker',
    ]);
    expect(differences(before, broken('stages/2/alarms', before.alarms))).toEqual([]);
  });

  it('is nothing where nothing differs, and turned round, what was weaker is stronger', () => {
    const turned = { weaker: 'stronger', stronger: 'weaker', other: 'other' } as const;
    fc.assert(
      fc.property(anyPipeline, anyPipeline, (one, other) => {
        expect(differences(one, one)).toEqual([]);
        const there = differences(one, other).map(({ path, effect }) => `${path} ${effect}`);
        const back = differences(other, one).map(({ path, effect }) => `${path} ${turned[effect]}`);
        expect([...there].sort()).toEqual([...back].sort());
      }),
      { numRuns: 40 },
    );
  });
});
