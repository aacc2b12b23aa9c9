import { setCurrentDetails, setHandler, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { short } from '../../pipeline/model/ids';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Attribution, StuckStep } from '../../pipeline/model/person';
import type { StagePlan } from '../../pipeline/plan/plan';
import { type ChangeInput, type Progress, progress, progressMemo, type StageProgress } from '../messages/messages';
import { stageAttribute, statusAttribute } from '../messages/search-attributes';
import { detailsOf } from './change-details';
import { log } from './log';

/** What a change tells of itself: to queries, to the Temporal Web UI and to the log. It decides nothing. */
export class Story {
  private told: Progress;

  /** A change that continued as new goes on with what it told before. */
  constructor({ pipeline, merge, number, sofar }: ChangeInput, stages: readonly StagePlan[]) {
    this.told = sofar?.told ?? {
      change: workflowInfo().workflowId,
      service: pipeline.service,
      pipeline: pipeline.name,
      number,
      commit: merge.commit,
      since: now(),
      doing: 'begins',
      stages: stages.map(({ name, environment, regions }) => ({
        name,
        environment,
        regions: regions.map((region) => region.name),
        zones: Object.fromEntries(regions.map((region) => [region.name, region.zones.map((zone) => zone.name)])),
        state: 'ahead',
        because: '',
      })),
    };
    setHandler(progress, () => this.told, { description: 'How far it is: stages, what is stuck, decisions, the ending' });
    this.show();
  }

  /** Something moved that is no stage's. */
  doing(what: string): void {
    this.tell({ doing: what });
    log({ change: this.told.change }, what);
  }

  /** What it does just now, in words that follow "while". */
  get now(): string {
    return this.told.doing;
  }

  /** All of it, for the run that comes next. */
  get soFar(): Progress {
    return this.told;
  }

  /** Whether a stage was passed. */
  isGood(stage: string): boolean {
    return this.told.stages.some(({ name, state }) => name === stage && state === 'good');
  }

  /** Steps of the way back that wait for a person. */
  get stuckSteps(): readonly StuckStep[] {
    return this.told.stuck ?? [];
  }

  /** Whether the stage under way is on its way back. */
  get isGoingBack(): boolean {
    return this.told.stages.some(({ state, because }) => state === 'under way' && because !== '');
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

  /** A step of the way back waits for a person. */
  stuck(step: StuckStep): void {
    this.waitFor([...this.stuckSteps.filter(({ at }) => at !== step.at), step]);
  }

  /** A person has spoken, and the way back goes on at this workflow. */
  goesOn(place: string): void {
    this.waitFor(this.stuckSteps.filter(({ at }) => at !== place));
  }

  /** A stage waits for people to say yes, or no longer: those who look for what waits for them find it. */
  waitsForPeople(stage: string | undefined): void {
    this.told = stage === undefined ? withoutApproval(this.told) : { ...this.told, approval: stage };
    this.show();
    upsertSearchAttributes([{ key: statusAttribute, value: stage === undefined ? 'under way' : 'waits for approval' }]);
  }

  /** Keeps what a person decided, and when. */
  decided(what: string, { by, why }: Attribution): void {
    const decision = { what, by, why, at: now() };
    this.tell({ decisions: [...(this.told.decisions ?? []), decision] });
    log({ change: this.told.change }, `${by} decided: ${what} (${why})`);
  }

  built(release: string): void {
    this.tell({ release });
    this.doing(`built release ${short(release)}`);
  }

  /** A stage moved on. */
  stage(name: string, state: StageProgress['state'], because: string): void {
    this.move(name, { state, because });
    if (state === 'under way') upsertSearchAttributes([{ key: stageAttribute, value: name }]);
  }

  /** A stage waits for a moment that is known. */
  waits(name: string, wait: { readonly because: string; readonly until: string }): void {
    this.move(name, { state: 'waiting', ...wait });
  }

  /** Keeps all of it where no worker is needed to read it: those of its version may be gone when somebody asks. */
  end(outcome: ChangeOutcome): void {
    this.told = withoutApproval(this.told); // cancelled, it stops waiting without being told
    this.tell({ outcome, doing: outcome.kind, endedAt: now() });
    upsertMemo({ [progressMemo]: this.told });
    upsertSearchAttributes([{ key: statusAttribute, value: outcome.kind }]);
    log({ change: this.told.change }, `${outcome.kind}: ${outcome.because}`);
  }

  private move(name: string, news: Pick<StageProgress, 'state' | 'because' | 'until'>): void {
    const { state, because } = news;
    const stages = this.told.stages.map((stage) => {
      if (stage.name !== name) return stage;
      const { until: _, ...rest } = stage;
      return { ...rest, ...news, since: stage.state === state ? (stage.since ?? now()) : now() };
    });
    this.tell({ stages, doing: `stage ${name} is ${state}` });
    log({ change: this.told.change, stage: name }, because === '' ? state : `${state}: ${because}`, state);
  }

  private waitFor(stuck: readonly StuckStep[]): void {
    if (stuck.length === 0 && this.stuckSteps.length === 0) return;
    this.tell({ stuck });
    upsertSearchAttributes([{ key: statusAttribute, value: stuck.length > 0 ? 'stuck' : 'under way' }]);
  }

  private tell(news: Partial<Progress>): void {
    this.told = { ...this.told, ...news };
    this.show();
  }

  private show(): void {
    setCurrentDetails(detailsOf(this.told));
  }
}

const withoutApproval = ({ approval: _, ...told }: Progress): Progress => told;

/** The workflow's own clock: the same on replay. */
const now = (): string => new Date().toISOString();
