import type { Rollback } from '../../pipeline/model/pipeline';
import type { StagePlan } from '../../pipeline/plan/plan';
import type { Preview } from './preview';

/** What happens if the change fails: a line for waves, which are always rolled back, and one for test stages, which choose. */
export function failureLines({ stages, rollback }: Pick<Preview, 'stages' | 'rollback'>): string[] {
  const tests = stages.filter(({ environment }) => environment !== 'prod');
  return [
    ...(tests.length === stages.length ? [] : [`  if a wave fails: ${rolledBack[rollback]}`]),
    ...(tests.length === 0 ? [] : [`  if a test stage fails: ${testOutcomes(tests)}; no later stage is touched`]),
  ];
}

const rolledBack: Readonly<Record<Rollback['scope'], string>> = {
  region: 'the failed Region is rolled back, and the other Regions of its wave keep the change',
  wave: 'all its Regions are rolled back, and earlier waves keep the change',
  change: 'every stage that the change is in is rolled back',
};

function testOutcomes(stages: readonly StagePlan[]): string {
  const describe = (onFailure: StagePlan['onFailure'], outcome: string): string[] => {
    const names = stages.filter((stage) => stage.onFailure === onFailure).map(({ name }) => name);
    return names.length === 0 ? [] : [`${names.join(', ')} ${outcome}`];
  };
  return [...describe('rollBack', 'rolled back'), ...describe('leave', 'left for inspection')].join('; ');
}
