import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Difference, describeDifferences, differences } from '../../../pipeline/compare/difference';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { aPipeline, broken, usEast1, usWest2, written } from '../builders/a-pipeline';
import { anyPipeline } from '../builders/any-pipeline';

const before = aPipeline();
const said = (found: readonly Difference[]): string[] => found.map(({ sentence }) => sentence);
const open = [{ days: ['mon', 'tue', 'wed', 'thu'], from: '09:00', to: '15:00' }] as const;
const windows = { timeZone: 'Europe/Berlin', open };
const approval = { approvers: ['ann'], count: 2, expires: '1h' };

describe('a wave under another name', () => {
  const renamed = (change: object) =>
    describeDifferences(before, {
      ...before,
      stages: before.stages.map((stage) => (stage.name === 'first' ? { ...stage, name: 'one', ...change } : stage)),
    });

  it('loses no guard unseen', () => {
    expect(renamed({})).toEqual(['name of wave one first → one']);
    const { region: _, ...bakes } = before.stages[2]?.bakes ?? {};
    expect(renamed({ bakes })).toEqual(['Region bake of wave one is gone: weaker', 'name of wave one first → one']);
  });

  it('is another one where it goes to other Regions', () => {
    expect(renamed({ regions: [usEast1] })).toEqual(
      expect.arrayContaining([expect.stringMatching(/^wave first is gone/), expect.stringMatching(/^wave one is new/)]),
    );
  });
});

describe('what an edit of a pipeline alters', () => {
  it.each([
    ['stages/3/bakes/region/for', '30m', 'Region bake of wave second 4 h → 30 min: weaker'],
    ['stages/3/bakes/region/for', '5h', 'Region bake of wave second 4 h → 5 h: stronger'],
    ['stages/3/bakes/zone/minimumRequests', 5, 'minimumRequests of the zone bake of wave second 100 → 5: weaker'],
    ['stages/3/bakes/zone/deadline', '3h', 'deadline of the zone bake of wave second 2 h → 3 h'],
    ['stages/3/bakes/regional', undefined, 'regional bake of wave second is gone: weaker'],
    ['stages/1/tests', [], 'test npm run test:integration of stage gamma is gone: weaker'],
    ['stages/1/oneBox', false, 'oneBox of stage gamma true → false: weaker'],
    ['stages/1/onFailure', 'leave', 'onFailure of stage gamma rollBack → leave: weaker'],
    [
      'stages/2/regions/0/zones/0/oneBox',
      false,
      'oneBox of zone usw2-az1 of Region us-west-2 of wave first is new (false): weaker',
    ],
    ['stages/2/windows', windows, 'windows of wave first are new (Mon–Thu 09:00–15:00 Europe/Berlin): stronger'],
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
    ['alarms/zone', ['{environment}-errors-{zone}', 'slow-{zone}'], 'zone alarm slow-{zone} is new: stronger'],
    [
      'alarms/zone',
      [{ name: '{environment}-errors-{zone}', firesWithin: '5m' }],
      'firesWithin of zone alarm {environment}-errors-{zone} is new (5 min)',
    ],
    ['build/unitTests', ['npm test'], 'unit test npm test is new: stronger'],
    ['build/run', ['make', 'dist'], 'build run npm run package → make dist'],
    ['stages/2/canaries', ['orders-prod'], 'canary orders-prod of wave first is new: stronger'],
    ['stages/3/bakes/region/for', '100h', 'Region bake of wave second 4 h → 4 d 4 h: stronger'],
    ['stages/3/bakes/region/for', '14400001ms', 'Region bake of wave second 4 h → 4 h 1 ms: stronger'],
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
    const page = readFileSync(join(__dirname, '../../../docs/checking.md'), 'utf8');
    const stages = written.stages.map((stage) => {
      if (stage.name === 'second') return { ...stage, bakes: { region: { for: '30m' } } as const };
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
      'Region us-east-1 of wave first is new',
    ]);
  });

  it('is one sentence for people where stages share it, waves by themselves; for programs each has its place', () => {
    const stages = written.stages.map((stage) =>
      stage.name === 'alpha' ? stage : { ...stage, canaries: ['orders'], bakes: { zone: { for: '2h' } } as const },
    );
    const after = aPipeline({ stages });
    expect(describeDifferences(before, after)).toEqual([
      'zone bake of stage gamma 30 min → 2 h: stronger',
      'canary orders of stage gamma is new: stronger',
      'zone bake of waves first, second 1 h → 2 h: stronger',
      'canary orders of waves first, second is new: stronger',
    ]);
    expect(differences(before, after).map(({ path }) => path)).toContain('stages/second/bakes/zone/for');
    expect(differences(before, after)).toHaveLength(6);
    expect(describeDifferences(before, aPipeline({ stages: written.stages.slice(0, 2) }))).toEqual([
      'wave first is gone',
      'wave second is gone',
    ]);
  });

  it('is hours in words: more of them are weaker, fewer stronger, and of others only a person can tell', () => {
    const calendars = [{ name: 'launch', closed: [{ from: '2026-11-25', to: '2026-11-30' }] }] as const;
    const at = (more: object) => broken('stages/2/windows', { ...windows, calendars, ...more });
    const edit = (more: object) => said(differences(at({}), at(more)));
    const was = 'windows of wave first Mon–Thu 09:00–15:00 Europe/Berlin';
    const closed = 'closed days of calendar launch of wave first 2026-11-25–2026-11-30';
    const launch = (from: string, to: string) => ({ calendars: [{ name: 'launch', closed: [{ from, to }] }] });
    expect(edit({ open: [{ from: '08:00', to: '15:00' }] })).toEqual([`${was} → every day 08:00–15:00 Europe/Berlin: weaker`]);
    expect(edit({ open: [{ ...open[0], to: '12:00' }] })).toEqual([`${was} → Mon–Thu 09:00–12:00 Europe/Berlin: stronger`]);
    expect(edit({ timeZone: 'UTC' })).toEqual([`${was} → Mon–Thu 09:00–15:00 UTC: only a person can tell`]);
    expect(edit({ open: [{ ...open[0], days: ['thu', 'wed', 'tue', 'mon'] }] })).toEqual([]);
    expect(edit(launch('2026-11-26', '2026-11-30'))).toEqual([`${closed} → 2026-11-26–2026-11-30: weaker`]);
    expect(edit(launch('2026-11-26', '2026-12-01'))).toEqual([`${closed} → 2026-11-26–2026-12-01: only a person can tell`]);
    expect(said(differences(at({}), before))).toEqual([
      'windows of wave first are gone (they were Mon–Thu 09:00–15:00 Europe/Berlin): weaker',
    ]);
    expect(edit({ calendars: undefined })).toEqual([
      'calendar launch of wave first is gone (it was 2026-11-25–2026-11-30): weaker',
    ]);
  });

  it('is of approvers who can say yes, and of their number how many must', () => {
    const three = { approvers: ['ann', 'ben', 'kim'], count: 2, expires: '8h' };
    const edit = (more: object) =>
      said(differences(broken('stages/2/approval', three), broken('stages/2/approval', { ...three, ...more })));
    expect(edit({ approvers: ['ann', 'ben'] })).toEqual([
      'approver kim of wave first is gone: fewer can say yes, and as many must',
    ]);
    expect(edit({ approvers: ['ann', 'ben', 'kim', 'lea'] })).toEqual([
      'approver lea of wave first is new: more can say yes, and as many must',
    ]);
    expect(edit({ approvers: ['ann', 'ben', 'lea'] })).toEqual([
      'approver kim of wave first is gone: others can say yes, and as many must',
      'approver lea of wave first is new: others can say yes, and as many must',
    ]);
    expect(edit({ approvers: ['ann', 'ben'], count: 1 })).toEqual([
      'approval count of wave first 2 → 1: weaker',
      'approver kim of wave first is gone',
    ]);
  });

  it('is no bake of a one-box where there is none, on either side', () => {
    const { api, ...rest } = written.components;
    const without = { ...rest, api: { per: 'zone', template: 'api.template.json', cannotCanary: 'a queue' } } as const;
    const bare = aPipeline({ components: without });
    const stages = bare.stages.map(({ bakes: { oneBox: _, ...bakes }, ...stage }) => ({ ...stage, bakes }));
    expect(differences({ ...bare, stages }, bare)).toEqual([]);
    expect(said(differences({ ...before, stages }, before))).toContain('one-box bake of wave first is new: stronger');
  });

  it('says a deadline by itself only where it does not follow from its bake', () => {
    const first = (bake: object) => broken('stages/2/bakes/zone', { ...before.stages[2]?.bakes.zone, ...bake });
    expect(said(differences(before, first({ for: '3h', deadline: '6h' })))).toEqual([
      'zone bake of wave first 1 h → 3 h: stronger',
    ]);
    expect(said(differences(before, first({ for: '3h', deadline: '7h' })))).toEqual([
      'zone bake of wave first 1 h → 3 h: stronger',
      'deadline of the zone bake of wave first 2 h → 7 h',
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
      'Region alarm {environment}-table-throttled of wave first is gone: weaker',
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
