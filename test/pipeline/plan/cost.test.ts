import { region, waves, zones } from '../../../pipeline';
import { cost } from '../../../pipeline/plan/cost';
import { keepNeededBakes } from '../../../pipeline/plan/needed-bakes';
import { plan } from '../../../pipeline/plan/plan';
import { timetable } from '../../../pipeline/plan/timetable';
import { obstacles } from '../../../pipeline/rules/problems';
import { aPipeline } from '../builders/a-pipeline';

const hour = 3_600_000;
const both = new Set(['api', 'table']);

/** 25 Regions of 4 zones in 5 waves: 1, 1, 3, 12 and 8. */
const large = aPipeline({
  stages: waves(
    Array.from({ length: 25 }, (_, index) => {
      const name = `x${'abcdefghijklmnopqrstuvwxy'[index]}-west-1`;
      return region(name, zones(`${name}-az`, 4));
    }),
    { account: '222222222222' },
  ),
});

describe('what a change costs', () => {
  test('for 5 waves, 25 Regions and 4 zones is what a calculation by hand gives', () => {
    expect(obstacles(large)).toEqual([]);
    const stages = plan(large);
    // In a Region the table, and in each of 4 zones a one-box and a fleet: 1 + 4 × 2 = 9 targets. 25 × 9 = 225.
    // A zone: 5 for its run, 2 deployments and 2 bakes of 6: 29; 9 for being a child: 38. Four of them: 152.
    // A Region: 5 for its run, 2 for its watch, the table and its bake 12, its own bake 6, its zones 152: 177; 9 for being a child: 186.
    // Waves: 25 Regions of 186 and 5 runs of 5: 4675.
    // The change: 5 runs of 5; review, build and twice the policy 24, the review reported 5; in each stage two gates 12, two signals sent 10,
    // one received 4, its name 1, the child 9: 36, so 180; 25 Regions examined 150; its end 13. 397 in all.
    // The service: three signals received 12, the start 6; in each stage 8 + 5: 83.
    expect(cost(stages, both)).toEqual({
      mutations: 225,
      events: 4675 + 397 + 83,
      eventsOfFirst: 25 * 15,
      // One a minute by the watch and one by the bake, so 120 an hour: 21 h in the first Region, 13 h in the second, 11 h in 23 others.
      looks: 120 * (21 + 13 + 23 * 11),
    });
    const times = timetable(stages, { atMs: 0, nextOpening: (_, atMs) => atMs });
    // Table 1 h, 4 zones of 1 h + 1 h, and the Region 12 h, 4 h or 2 h: 21 h, 13 h and three times 11 h.
    expect(times.endsMs).toBe((21 + 13 + 3 * 11) * hour);
  });

  test('is less for a change that alters less: every target is looked at, but unneeded bakes are dropped', () => {
    const api = new Set(['api']);
    const { mutations, events } = cost(keepNeededBakes(plan(large), api), api);
    expect(mutations).toBe(25 * 8);
    expect(events).toBe(5155 - 25 * 6); // no bake of the tables
    expect(cost(keepNeededBakes(plan(large), new Set()), new Set())).toMatchObject({ mutations: 0, looks: 0 });
  });
});
