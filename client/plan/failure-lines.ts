import type { Rollback } from '../../pipeline/model/pipeline';
import type { StagePlan } from '../../pipeline/plan/plan';
import type { Preview } from './preview';

/** What becomes of a change that goes badly: a line for waves, which always go back, and one for test stages, by what each says of itself. */
export function failureLines({ stages, rollback }: Pick<Preview, 'stages' | 'rollback'>): string[] {
  const tests = stages.filter(({ environment }) => environment !== 'prod');
  return [
    ...(tests.length === stages.length ? [] : [`  when a wave hurts: ${goesBack[rollback]}`]),
    ...(tests.length === 0 ? [] : [`  when a test stage fails: ${waysOf(tests)}; no later stage is touched`]),
  ];
}

const goesBack: Readonly<Record<Rollback['scope'], string>> = {
  region: 'the Region that hurts goes back, and the others of its wave keep the change',
  wave: 'all its Regions go back, and waves before it keep the change',
  change: 'every stage that the change is in goes back',
};

function waysOf(stages: readonly StagePlan[]): string {
  const named = (how: StagePlan['onFailure'], what: string): string[] => {
    const names = stages.filter(({ onFailure }) => onFailure === how).map(({ name }) => name);
    return names.length === 0 ? [] : [`${names.join(', ')} ${what}`];
  };
  return [...named('rollBack', 'put back'), ...named('leave', 'left for a look')].join('; ');
}
