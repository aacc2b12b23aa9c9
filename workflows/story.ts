import { setCurrentDetails, setHandler, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { short } from '../pipeline/ids';
import type { ChangeOutcome } from '../pipeline/outcome';
import type { StagePlan } from '../pipeline/plan';
import { type ChangeInput, type Progress, progress, type StageProgress } from './messages';
import { say } from './say';
import { stageAttribute, statusAttribute } from './search-attributes';
import { table } from './table';

/** What a change tells of itself: to queries, to the Temporal Web UI and to the log. It decides nothing. */
export class Story {
  private told: Progress;

  constructor({ pipeline, merge, number }: ChangeInput, stages: readonly StagePlan[]) {
    this.told = {
      change: workflowInfo().workflowId,
      pipeline: pipeline.name,
      number,
      commit: merge.commit,
      doing: 'begins',
      stages: stages.map(({ name, environment, regions }) => ({
        name,
        environment,
        regions: regions.map((region) => region.name),
        state: 'ahead',
        because: '',
      })),
    };
    setHandler(progress, () => this.told);
    this.show();
  }

  /** Something moved that is no stage's. */
  doing(what: string): void {
    this.tell({ doing: what });
    say({ change: this.told.change }, what);
  }

  /** What it does just now, in words that follow "while". */
  get now(): string {
    return this.told.doing;
  }

  /** The waves of production that are good. */
  get inProduction(): string[] {
    return this.told.stages
      .filter(({ environment, state }) => environment === 'prod' && state === 'good')
      .map(({ name }) => name);
  }

  /** The stage under way is about to go back; the level that failed has said so in the log. */
  trouble(because: string): void {
    const going = { state: 'under way', because: `goes back: ${because}` } as const;
    this.tell({ stages: this.told.stages.map((stage) => (stage.state === 'under way' ? { ...stage, ...going } : stage)) });
  }

  built(release: string): void {
    this.tell({ release });
    this.doing(`built release ${short(release)}`);
  }

  /** A stage moved on. */
  stage(name: string, state: StageProgress['state'], because: string): void {
    const stages = this.told.stages.map((stage) => (stage.name === name ? { ...stage, state, because } : stage));
    this.tell({ stages, doing: `stage ${name} is ${state}` });
    if (state === 'under way') upsertSearchAttributes([{ key: stageAttribute, value: name }]);
    say({ change: this.told.change, stage: name }, because === '' ? state : `${state}: ${because}`);
  }

  end(outcome: ChangeOutcome): void {
    this.tell({ outcome, doing: outcome.kind });
    upsertSearchAttributes([{ key: statusAttribute, value: outcome.kind }]);
    say({ change: this.told.change }, `${outcome.kind}: ${outcome.because}`);
  }

  private tell(news: Partial<Progress>): void {
    this.told = { ...this.told, ...news };
    this.show();
  }

  private show(): void {
    setCurrentDetails(detailsOf(this.told));
  }
}

/** A change as a small table for the Temporal Web UI. */
export function detailsOf({ pipeline, number, commit, release, doing, stages, outcome }: Progress): string {
  const head = `**${pipeline} #${number}**, commit \`${short(commit)}\`${release === undefined ? '' : `, release \`${short(release)}\``}`;
  const now = outcome === undefined ? doing : `**${outcome.kind}**: ${outcome.because}`;
  const left = outcome !== undefined && 'left' in outcome ? outcome.left.map(({ what, mend }) => `- left: ${what}. ${mend}`) : [];
  const rows = stages.map(({ name, regions, state, because }) => [name, regions.join(', '), state, because]);
  return [head, '', now, ...left, '', ...table(['stage', 'Regions', 'state', 'why'], rows)].join('\n');
}
