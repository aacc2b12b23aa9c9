import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Difference, describeDifferences, differences } from '../../../pipeline/compare/difference';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { aPipeline, broken, usEast1, usWest2, written } from '../builders/a-pipeline';
import { anyPipeline } from '../builders/any-pipeline';

const before = aPipeline();
const sentencesOf = (found: readonly Difference[]): string[] => found.map(({ sentence }) => sentence);
const open = [{ days: ['mon', 'tue', 'wed', 'thu'], from: '09:00', to: '15:00' }] as const;
const windows = { timeZone: 'Europe/Berlin', open };
const approval = { approvers: ['ann'], count: 2, expires: '1h' };

describe('a wave under another name', () => {
  const renamed = (change: object) =>
    describeDifferences(before, {
      ...before,
      stages: before.stages.map((stage) => (stage.name === 'first' ? { ...stage, name: 'one', ...change } : stage)),
    });

  test('is compared with the old one', () => {
    expect(renamed({})).toEqual(['name of wave one first → one']);
    const { region: _, ...bakes } = before.stages[2]?.bakes ?? {};
    expect(renamed({ bakes })).toEqual(['Region bake of wave one is removed: weaker', 'name of wave one first → one']);
  });

  test('is another wave if it has other Regions', () => {
    expect(renamed({ regions: [usEast1] })).toEqual(
      expect.arrayContaining([expect.stringMatching(/^wave first is removed/), expect.stringMatching(/^wave one is new/)]),
    );
  });
});

describe('a difference between pipelines', () => {
  test.each([
    ['stages/3/bakes/region/for', '30m', 'Region bake of wave second 4 h → 30 min: weaker'],
    ['stages/3/bakes/region/for', '5h', 'Region bake of wave second 4 h → 5 h: stronger'],
    ['stages/3/bakes/zone/minimumRequests', 5, 'minimumRequests of the zone bake of wave second 100 → 5: weaker'],
    ['stages/3/bakes/zone/deadline', '3h', 'deadline of the zone bake of wave second 2 h → 3 h'],
    ['stages/3/bakes/regional', undefined, 'regional bake of wave second is removed: weaker'],
    ['stages/1/tests', [], 'test npm run test:integration of stage gamma is removed: weaker'],
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
    ['traffic', undefined, 'traffic is removed: weaker'],
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
    ['components/api/oneBox', undefined, 'components api oneBox is removed (it was one-box.template.json): weaker'],
    ['components/table/cannotCanary', 'a table', 'components table cannotCanary is new (a table): weaker'],
    ['components/api/template', 'other.json', 'components api template api.template.json → other.json'],
  ])('at %s to %j is described with its effect on safety', (path, value, sentence) => {
    expect(sentencesOf(differences(before, broken(path, value)))).toEqual([sentence]);
  });

  test('comes first if it is weaker, then if it is stronger', () => {
    const after: Pipeline = { ...before, queue: 'latest', rollback: { scope: 'change' }, lookEvery: '5m' };
    expect(differences(before, after).map(({ effect, path }) => `${effect} ${path}`)).toEqual([
      'weaker lookEvery',
      'stronger rollback/scope',
      'other queue',
    ]);
  });

  test('is described as the documentation shows', () => {
    const page = readFileSync(join(__dirname, '../../../docs/checking.md'), 'utf8');
    const stages = written.stages.map((stage) => {
      if (stage.name === 'second') return { ...stage, bakes: { region: { for: '30m' } } as const };
      return stage.name === 'gamma' ? { ...stage, tests: [] } : stage.name === 'first' ? { ...stage, windows } : stage;
    });
    const edited = sentencesOf(differences(before, aPipeline({ stages, queue: 'latest' })));
    expect([...edited].sort()).toEqual(/\n\n```\n(.*?)\n```/s.exec(page)?.[1]?.split('\n').sort());
  });

  test('can be how many Regions a wave takes at once, and which', () => {
    const wider = aPipeline({
      stages: written.stages.map((stage) => (stage.name === 'first' ? { ...stage, regions: [usWest2, usEast1] } : stage)),
    });
    expect(sentencesOf(differences(before, wider))).toEqual([
      'Regions at once of wave first 1 → 2: weaker',
      'Region us-east-1 of wave first is new',
    ]);
  });

  test('that several stages share is one sentence for people, and one item per path for programs', () => {
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
      'wave first is removed',
      'wave second is removed',
    ]);
  });

  test('of hours is weaker if they are longer, stronger if shorter, otherwise for a person to judge', () => {
    const calendars = [{ name: 'launch', closed: [{ from: '2026-11-25', to: '2026-11-30' }] }] as const;
    const at = (more: object) => broken('stages/2/windows', { ...windows, calendars, ...more });
    const edit = (more: object) => sentencesOf(differences(at({}), at(more)));
    const was = 'windows of wave first Mon–Thu 09:00–15:00 Europe/Berlin';
    const closed = 'closed days of calendar launch of wave first 2026-11-25–2026-11-30';
    const launch = (from: string, to: string) => ({ calendars: [{ name: 'launch', closed: [{ from, to }] }] });
    expect(edit({ open: [{ from: '08:00', to: '15:00' }] })).toEqual([`${was} → every day 08:00–15:00 Europe/Berlin: weaker`]);
    expect(edit({ open: [{ ...open[0], to: '12:00' }] })).toEqual([`${was} → Mon–Thu 09:00–12:00 Europe/Berlin: stronger`]);
    expect(edit({ timeZone: 'UTC' })).toEqual([`${was} → Mon–Thu 09:00–15:00 UTC: only a person can judge it`]);
    expect(edit({ open: [{ ...open[0], days: ['thu', 'wed', 'tue', 'mon'] }] })).toEqual([]);
    expect(edit(launch('2026-11-26', '2026-11-30'))).toEqual([`${closed} → 2026-11-26–2026-11-30: weaker`]);
    expect(edit(launch('2026-11-26', '2026-12-01'))).toEqual([`${closed} → 2026-11-26–2026-12-01: only a person can judge it`]);
    expect(sentencesOf(differences(at({}), before))).toEqual([
      'windows of wave first are removed (they were Mon–Thu 09:00–15:00 Europe/Berlin): weaker',
    ]);
    expect(edit({ calendars: undefined })).toEqual([
      'calendar launch of wave first is removed (it was 2026-11-25–2026-11-30): weaker',
    ]);
  });

  test('of approvers says how many people can approve', () => {
    const three = { approvers: ['ann', 'ben', 'kim'], count: 2, expires: '8h' };
    const edit = (more: object) =>
      sentencesOf(differences(broken('stages/2/approval', three), broken('stages/2/approval', { ...three, ...more })));
    expect(edit({ approvers: ['ann', 'ben'] })).toEqual([
      'approver kim of wave first is removed: fewer people can approve, and as many as before must',
    ]);
    expect(edit({ approvers: ['ann', 'ben', 'kim', 'lea'] })).toEqual([
      'approver lea of wave first is new: more people can approve, and as many as before must',
    ]);
    expect(edit({ approvers: ['ann', 'ben', 'lea'] })).toEqual([
      'approver kim of wave first is removed: other people can approve, and as many as before must',
      'approver lea of wave first is new: other people can approve, and as many as before must',
    ]);
    expect(edit({ approvers: ['ann', 'ben'], count: 1 })).toEqual([
      'approval count of wave first 2 → 1: weaker',
      'approver kim of wave first is removed',
    ]);
  });

  test('does not include the bake of a one-box if neither side has a one-box', () => {
    const { api, ...rest } = written.components;
    const without = { ...rest, api: { per: 'zone', template: 'api.template.json', cannotCanary: 'a queue' } } as const;
    const bare = aPipeline({ components: without });
    const stages = bare.stages.map(({ bakes: { oneBox: _, ...bakes }, ...stage }) => ({ ...stage, bakes }));
    expect(differences({ ...bare, stages }, bare)).toEqual([]);
    expect(sentencesOf(differences({ ...before, stages }, before))).toContain('one-box bake of wave first is new: stronger');
  });

  test('includes a deadline only if it does not follow from the time of its bake', () => {
    const first = (bake: object) => broken('stages/2/bakes/zone', { ...before.stages[2]?.bakes.zone, ...bake });
    expect(sentencesOf(differences(before, first({ for: '3h', deadline: '6h' })))).toEqual([
      'zone bake of wave first 1 h → 3 h: stronger',
    ]);
    expect(sentencesOf(differences(before, first({ for: '3h', deadline: '7h' })))).toEqual([
      'zone bake of wave first 1 h → 3 h: stronger',
      'deadline of the zone bake of wave first 2 h → 7 h',
    ]);
  });

  test('is weaker if a test stage is removed, but neither weaker nor stronger if a wave is', () => {
    const without = (name: string) => aPipeline({ stages: written.stages.filter((stage) => stage.name !== name) });
    expect(sentencesOf(differences(before, without('gamma')))).toEqual(['stage gamma is removed: weaker']);
    expect(sentencesOf(differences(without('gamma'), before))).toEqual(['stage gamma is new: stronger']);
    expect(sentencesOf(differences(before, without('second')))).toEqual(['wave second is removed']);
  });

  test('includes a new order even if a reordered stage differs too', () => {
    const [alpha, gamma, first, second] = written.stages.map((stage) => ({
      ...stage,
      ...(stage.name === 'first' && { oneBox: false }),
    }));
    const stages = [gamma, alpha, first, second].filter((stage) => stage !== undefined);
    expect(sentencesOf(differences(before, aPipeline({ stages })))).toEqual([
      'oneBox of wave first true → false: weaker',
      'stages alpha, gamma, first, second → gamma, alpha, first, second',
    ]);
  });

  test('can be only a new order', () => {
    const turned: Pipeline = { ...before, stages: [...before.stages].reverse() };
    expect(sentencesOf(differences(before, turned))).toEqual([
      'stages alpha, gamma, first, second → second, first, gamma, alpha',
    ]);
  });

  test('does not include two ways to write one duration', () => {
    expect(differences(before, broken('stages/2/bakes/region/for', '720m'))).toEqual([]);
  });

  test('of a stage that gets alarms of its own is to the pipeline’s alarms', () => {
    const own = { ...before.alarms, region: [] };
    expect(sentencesOf(differences(before, broken('stages/2/alarms', own)))).toEqual([
      'Region alarm {environment}-table-throttled of wave first is removed: weaker',
    ]);
    expect(differences(before, broken('stages/2/alarms', before.alarms))).toEqual([]);
  });

  test('does not exist between equal pipelines, and is stronger one way if it is weaker the other', () => {
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
