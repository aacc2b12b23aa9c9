import { ApplicationFailure } from '@temporalio/workflow';
import type { ExamineOutcome } from '../../activities/contract';
import type { Question } from '../../pipeline/gates/question';
import { type RegionPlan, type StagePlan, targetsOf } from '../../pipeline/plan/plan';
import { examination } from '../activities';
import { needsPerson, personNeeded, reasonOf, Setback } from '../setback';

type Clear = ExamineOutcome & { readonly kind: 'clear' };

/** What is known of a stage before its first touch. */
export interface ExaminedStage {
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
  /** By the name of the Region. */
  readonly regions: ReadonlyMap<string, Pick<Clear, 'alarms' | 'hides'>>;
}

type Answer = { readonly region: string } & ({ readonly outcome: ExamineOutcome } | { readonly err: unknown });

/**
 * Finds out, holding the lanes, what a deployment to all Regions of a stage would do. A setback if it is refused anywhere. It ends only when
 * it is done in every Region, so that nothing is still being looked at when the lanes are given back.
 */
export async function examineStage(stage: StagePlan, release: string, change: string): Promise<ExaminedStage> {
  const answers = await Promise.all(stage.regions.map((region) => examineRegion(region, release, change)));
  const refused = answers.flatMap((answer) =>
    'outcome' in answer && answer.outcome.kind === 'refused' ? [answer.outcome.because] : [],
  );
  if (refused.length > 0) throw new Setback(`stage ${stage.name}: ${[...new Set(refused)].join('; ')}`);
  throwFailures(answers.flatMap((answer) => ('err' in answer ? [answer.err] : [])));
  const clear = answers.flatMap((answer) =>
    'outcome' in answer && answer.outcome.kind === 'clear' ? [{ region: answer.region, ...answer.outcome }] : [],
  );
  return {
    questions: clear.flatMap(({ questions }) => questions),
    notes: [...new Set(clear.flatMap(({ notes }) => notes))],
    regions: new Map(clear.map(({ region, alarms, hides }) => [region, { alarms, hides }])),
  };
}

async function examineRegion(region: RegionPlan, release: string, change: string): Promise<Answer> {
  try {
    const outcome = await examination.examine.executeWithOptions({ summary: `what would a deployment to ${region.name} do?` }, [
      { change, release, targets: targetsOf(region) },
    ]);
    return { region: region.name, outcome };
  } catch (err) {
    reasonOf(err); // rethrows a bug at once
    return { region: region.name, err };
  }
}

/** A failure that no person can end comes first; what people must do is told in one sentence, whichever Region failed first. */
function throwFailures(failures: readonly unknown[]): void {
  const other = failures.find((err) => personNeeded(err) === undefined);
  if (other !== undefined) throw other;
  const todo = [...new Set(failures.flatMap((err) => personNeeded(err) ?? []))];
  if (todo.length > 0) throw ApplicationFailure.nonRetryable(todo.join('; '), needsPerson);
}
