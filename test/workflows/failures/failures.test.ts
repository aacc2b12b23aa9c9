/**
 * A failure at every point. A change of one wave (two Regions of two zones, a table and an api) is played once for every call of an
 * activity on its way, and for every one on its way back, in each of four modes; what comes of it is kept in `golden/`, as trees that
 * people read. The calls are found by playing the story without a failure first.
 *
 *     npx jest test/workflows/failures                  compares
 *     RENEW_GOLDEN=1 npx jest test/workflows/failures   writes the files anew: read what changed before you commit it
 */
import { book } from './runner/book';
import type { Call } from './runner/call';
import { expectAsKept } from './runner/golden';
import type { Base } from './runner/plot';
import { findPoints, playSeries, type Series, series } from './runner/season';
import { Theatre } from './runner/theatre';
import type { Told } from './runner/told';
import { wrongs } from './runner/wrongs';

const atMost = 15 * 60_000;
const played = new Map<Series, readonly Told[]>();
let points: Record<Base, readonly Call[]>;

beforeAll(async () => {
  const theatre = await Theatre.open();
  points = await findPoints(theatre);
  await Promise.all(series.map(async (one) => played.set(one, await playSeries(theatre, one, points[one.base]))));
}, atMost);

test('every call of the way and of the way back is a point', () => {
  const acts = (calls: readonly Call[]) => [...new Set(calls.map(({ act }) => act))].sort();
  expect(acts(points.calm)).toEqual([
    'bake',
    'build',
    'deploy',
    'gates',
    'notify',
    'review',
    'startChange',
    'survey',
    'test',
    'checkPolicy',
    'watch',
  ]);
  expect(acts(points.unhealthy)).toEqual(['deploy', 'goodRelease', 'notify']);
});

describe.each(series)('where one call of the $base story $mode', (one) => {
  const stories = () => played.get(one) ?? [];
  const name = `${one.base}, ${one.mode}`.replaceAll(/\W+/g, '-');

  test('each story is the one that is kept', async () => {
    const title = `Where one call of the ${one.base} story ${one.mode}: first its name, then what comes of it.`;
    await expectAsKept(name, `${title}\n\n${book(stories(), one.mode)}`);
  });

  test('no lane is held in the end, all are while it is stuck, and what did not end well went back, newest first (I5)', () => {
    expect(stories().length).toBe(points[one.base].length);
    expect(stories().flatMap(wrongs)).toEqual([]);
  });
});
