/**
 * Injects a failure at every call of an activity. A change of one wave (two Regions of two zones, a table and an api) runs once for
 * every call of its way to production and of its rollback, in each of four failure modes. `golden/` keeps the results, as trees that
 * people read. A run without a failure finds the calls.
 *
 *     npx jest test/workflows/failures                  compares
 *     RENEW_GOLDEN=1 npx jest test/workflows/failures   writes the files anew: read the diff before you commit it
 */
import type { RecordedCall } from './calls/recorded-call';
import { expectGolden } from './report/golden-file';
import { goldenText } from './report/golden-text';
import { violations } from './report/violations';
import type { Baseline } from './runner/scenario';
import { findInjectionPoints, runGroup, type ScenarioGroup, scenarioGroups } from './runner/scenario-groups';
import type { FailureResult } from './runner/scenario-result';
import { ScenarioRunner } from './runner/scenario-runner';

const timeOutMs = 15 * 60_000;
const resultsByGroup = new Map<ScenarioGroup, readonly FailureResult[]>();
let points: Record<Baseline, readonly RecordedCall[]>;

beforeAll(async () => {
  const runner = await ScenarioRunner.start();
  points = await findInjectionPoints(runner);
  await Promise.all(
    scenarioGroups.map(async (group) => resultsByGroup.set(group, await runGroup(runner, group, points[group.baseline]))),
  );
}, timeOutMs);

describe('the injection points', () => {
  const activitiesOf = (calls: readonly RecordedCall[]) => [...new Set(calls.map(({ activity }) => activity))].sort();

  test('include every activity of the way to production', () => {
    expect(activitiesOf(points.healthy)).toEqual([
      'bake',
      'build',
      'checkPolicy',
      'deploy',
      'examine',
      'gates',
      'notify',
      'review',
      'startChange',
      'survey',
      'test',
      'watch',
    ]);
  });

  test('include every activity of the rollback', () => {
    expect(activitiesOf(points.unhealthy)).toEqual(['deploy', 'goodRelease', 'notify']);
  });
});

describe.each(scenarioGroups)('where one call of the $baseline change $mode', (group) => {
  const { baseline, mode } = group;
  const results = () => resultsByGroup.get(group) ?? [];

  test('each result is as in the golden file', async () => {
    const title = `One call of the ${baseline} change ${mode}: the name of the call, then the result.`;
    await expectGolden(`${baseline} ${mode}`.replaceAll(' ', '-'), `${title}\n\n${goldenText(results(), mode)}`);
  });

  test('no lane is held at the end, all are held while stuck, and what is not deployed is rolled back, newest first (I5)', () => {
    expect(results().length).toBe(points[baseline].length);
    expect(results().flatMap(violations)).toEqual([]);
  });
});
