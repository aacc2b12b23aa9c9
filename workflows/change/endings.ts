/** How a change ends, as values: every ending has one sentence for people and, where something is not as it should be, what is left. */
import { short } from '../../pipeline/model/ids';
import type { ChangeOutcome, Left, LevelOutcome } from '../../pipeline/model/outcome';
import type { Attribution } from '../../pipeline/model/person';
import type { StagePlan } from '../../pipeline/plan/plan';

export const refused = (because: string, left: readonly Left[] = []): ChangeOutcome => ({ kind: 'refused', because, left });

export const cancelled = (because: string, left: readonly Left[] = []): ChangeOutcome => ({ kind: 'cancelled', because, left });

export function delivered(release: string, stages: readonly StagePlan[]): ChangeOutcome {
  const names = stages.map((stage) => stage.name).join(', ');
  const where = names === '' ? 'built; its pipeline has no stage' : `good in ${names}`;
  return { kind: 'delivered', because: `release ${short(release)} is ${where}` };
}

/** How the change ends because of how a stage ended; `undefined` if it goes on. */
export function endingAt(stage: StagePlan, outcome: LevelOutcome, release: string): ChangeOutcome | undefined {
  switch (outcome.kind) {
    case 'deployed':
      return undefined;
    case 'cancelled':
      return cancelled(`it was cancelled in stage ${stage.name}, which was rolled back`, outcome.left);
    case 'rolledBack': {
      const because = `${stage.name}: ${outcome.because}`;
      if (stage.environment !== 'prod') return refused(because, outcome.left);
      return { kind: 'rolledBack', because, stage: stage.name, left: outcome.left };
    }
    case 'leftInPlace':
      return refused(`${stage.name}: ${outcome.because}`, [stillDeployed(stage, release), ...outcome.left]);
  }
}

const stillDeployed = (stage: StagePlan, release: string): Left => ({
  what: `what was deployed of release ${short(release)} stays in ${stage.name}, where it failed`,
  action: 'look at it there; the next change replaces it',
});

/** Adds the waves that keep the release although a later one does not, and the person who cancelled: somebody has to know both. */
export function withKeptWaves(outcome: ChangeOutcome, goodWaves: readonly string[], by: Attribution | undefined): ChangeOutcome {
  if (outcome.kind === 'delivered') return outcome;
  const kept = goodWaves.map((name) => ({
    what: `wave ${name} keeps the release, which was good there`,
    action: 'merge a fix or a revert, which goes everywhere',
  }));
  const because =
    outcome.kind === 'cancelled' && by !== undefined ? `${outcome.because}; ${by.by} cancelled it: ${by.why}` : outcome.because;
  return { ...outcome, because, left: [...outcome.left, ...kept] };
}
