import { setCurrentDetails, setHandler, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import type { Obstacle } from '../../pipeline/gates/obstacle';
import { below, short } from '../../pipeline/model/ids';
import { type ChangeOutcome, endingText } from '../../pipeline/model/outcome';
import type { Attribution, StuckStep } from '../../pipeline/model/person';
import { isOpen, type Standing } from '../../pipeline/model/standing';
import { isSameTrouble, type Recovery, type Trouble } from '../../pipeline/model/trouble';
import type { StagePlan } from '../../pipeline/plan/plan';
import type { ChangeInput } from '../messages/inputs';
import type { LevelStatus } from '../messages/level-messages';
import { type Progress, progress, progressMemo } from '../messages/progress';
import { stageAttribute, statusAttribute } from '../messages/search-attributes';
import { changeDetails } from './change-details';
import { firstProgress } from './first-progress';
import { log } from './log';
import { statusOf, withNotes, withoutObstacle, withoutVotes } from './waits';

/** What a change reports of itself: to queries, to the Temporal Web UI, to search attributes and to the log. It decides nothing. */
export class ChangeProgress {
  private now: Progress;
  private shownStatus: string;

  /** A change that continued as new goes on with the progress of the run before. */
  constructor(input: ChangeInput, stages: readonly StagePlan[]) {
    this.now =
      input.sofar === undefined
        ? (input.begun ?? firstProgress(input, stages))
        : withoutTroubles(input.sofar.progress, () => true);
    this.shownStatus = statusOf(this.now);
    setHandler(progress, () => this.now, { description: 'How far it is: stages, what is stuck, decisions, the ending' });
    this.display();
  }

  /** All of it, for the next run. */
  get current(): Progress {
    return this.now;
  }

  /** What it does now, as a noun: `review`, or `stage first, waiting`. */
  get doing(): string {
    return this.now.doing;
  }

  /** Steps of the way back that wait for a person. */
  get stuckSteps(): readonly StuckStep[] {
    return this.now.stuck ?? [];
  }

  /** Whether a stage is on its way back. */
  get isGoingBack(): boolean {
    return this.now.stages.some(({ standing }) => standing === 'going back');
  }

  /** The waves of production in which the release is good. */
  get goodWaves(): string[] {
    return this.now.stages
      .filter(({ environment, standing }) => environment === 'prod' && standing === 'good')
      .map(({ name }) => name);
  }

  isGood(stage: string): boolean {
    return this.now.stages.some(({ name, standing }) => name === stage && standing === 'good');
  }

  /** Reports what the change does between stages. */
  report(doing: string): void {
    this.update({ doing });
    log({ change: this.now.change }, doing);
  }

  releaseBuilt(release: string): void {
    this.update({ release });
    this.report(`release ${short(release)} built`);
  }

  /** A stage came into a standing; `until` is when its wait ends by itself, where that is known. */
  stage(name: string, standing: Standing, why: string, until?: string): void {
    if (!isOpen(standing))
      this.now = withoutTroubles(this.now, ({ at }) => at !== undefined && isAtOrBelow(at, below(this.now.change, name)));
    this.updateStage(name, { standing, why, ...(until !== undefined && { until }) });
    this.update({ doing: `stage ${name}, ${standing}` });
    log({ change: this.now.change, stage: name }, why === '' ? standing : `${standing}: ${why}`, standing);
    if (standing === 'under way') upsertSearchAttributes([{ key: stageAttribute, value: name }]);
  }

  /** The stage under way failed and is about to go back; the level that failed has logged that. */
  stageFails(why: string): void {
    const failing = this.now.stages.find(({ standing }) => standing === 'under way');
    if (failing === undefined) return;
    this.updateStage(failing.name, { standing: 'going back', why });
    this.update({ doing: `stage ${failing.name}, going back` });
  }

  /** What waits for votes now: people who search for what waits for them find it. */
  waitsForVotes({ approval, questions = [] }: Pick<Progress, 'approval' | 'questions'>): void {
    this.now = { ...withoutVotes(this.now), ...(approval && { approval }), ...(questions.length > 0 && { questions }) };
    this.display();
    this.showStatus();
  }

  /** A stage waits for votes until a time. Where its Regions are under way already, they go on meanwhile. */
  stageWaits(name: string, why: string, until: string): void {
    const standing = this.standingOf(name);
    if (standing === 'ahead' || standing === 'waiting') this.stage(name, 'waiting', why, until);
    if (standing !== 'under way') return;
    this.updateStage(name, { standing, why });
    log({ change: this.now.change, stage: name }, why);
  }

  /** A stage that is under way waits for no votes any longer. */
  stageGoesOn(name: string): void {
    if (this.standingOf(name) === 'under way') this.updateStage(name, { standing: 'under way', why: '' });
  }

  /** What people should know about a stage before its first touch. */
  stageNotes(name: string, notes: readonly string[]): void {
    const known = this.now.stages.find((stage) => stage.name === name)?.notes ?? [];
    for (const note of notes.filter((one) => !known.includes(one)))
      log({ change: this.now.change, stage: name }, `note: ${note}`);
    this.update(withNotes(this.now, name, notes));
  }

  /** What a person must remove before the change goes on; `undefined` if nothing is known. */
  get obstacle(): Obstacle | undefined {
    return this.now.obstacle;
  }

  /** The change waits for a person to remove an obstacle, or looks again whether it is gone. */
  obstructed(obstacle: Obstacle): void {
    this.now = { ...this.now, obstacle };
    if (obstacle.stage === undefined) this.update({ doing: `waiting: ${obstacle.because}` });
    else if (obstacle.until !== undefined) this.stage(obstacle.stage, 'waiting', obstacle.because, obstacle.until);
    this.display();
    this.showStatus();
  }

  /** The obstacle is gone. */
  unobstructed(): void {
    if (this.now.obstacle === undefined) return;
    this.now = withoutObstacle(this.now);
    this.display();
    this.showStatus();
  }

  /** A step of the way back waits for a person. */
  stuck(step: StuckStep): void {
    this.replaceStuck([...this.stuckSteps.filter(({ at }) => at !== step.at), step]);
  }

  /** A person decided, and the way back goes on at this workflow. */
  unstuck(workflow: string): void {
    this.replaceStuck(this.stuckSteps.filter(({ at }) => at !== workflow));
  }

  /** Activities of the change and of its levels that have failed for minutes and are tried again. */
  get troubles(): readonly Trouble[] {
    return this.now.troubles ?? [];
  }

  troubled(trouble: Trouble): void {
    this.update({ troubles: [...this.troubles.filter((known) => !isSameTrouble(known, trouble)), trouble] });
  }

  recovered(recovery: Recovery): void {
    this.now = withoutTroubles(this.now, (trouble) => isSameTrouble(trouble, recovery));
    this.display();
  }

  /** Keeps a decision of a person. */
  decided(what: string, { by, why }: Attribution): void {
    const decision = { what, by, why, at: timestamp() };
    this.update({ decisions: [...(this.now.decisions ?? []), decision] });
    log({ change: this.now.change }, `${by} decided: ${what} (${why})`);
  }

  /** Keeps all of it in the memo: it can be read without a worker, and the workers of its version may be gone by then. */
  end(outcome: ChangeOutcome): void {
    const waiting = withoutTroubles(this.now, () => true);
    this.now = withoutObstacle(withoutVotes(waiting)); // a cancelled change stops waiting without a word
    this.update({ outcome, doing: endingText[outcome.kind], endedAt: timestamp() });
    upsertMemo({ [progressMemo]: this.now });
    upsertSearchAttributes([{ key: statusAttribute, value: outcome.kind }]);
    log({ change: this.now.change }, `${endingText[outcome.kind]}: ${outcome.because}`);
  }

  private updateStage(name: string, news: LevelStatus): void {
    const stages = this.now.stages.map((stage) => {
      if (stage.name !== name) return stage;
      const { until: _, ...rest } = stage;
      return { ...rest, ...news, since: stage.standing === news.standing ? (stage.since ?? timestamp()) : timestamp() };
    });
    this.update({ stages });
  }

  private replaceStuck(stuck: readonly StuckStep[]): void {
    if (stuck.length === 0 && this.stuckSteps.length === 0) return;
    this.update({ stuck });
    this.showStatus();
  }

  private standingOf(stage: string): Standing | undefined {
    return this.now.stages.find(({ name }) => name === stage)?.standing;
  }

  private showStatus(): void {
    const status = statusOf(this.now);
    if (status !== this.shownStatus) upsertSearchAttributes([{ key: statusAttribute, value: status }]);
    this.shownStatus = status;
  }

  private update(news: Partial<Progress>): void {
    this.now = { ...this.now, ...news };
    this.display();
  }

  private display(): void {
    setCurrentDetails(changeDetails(this.now));
  }
}

/** Progress without the troubles that are over; a level that ended may not have said so itself. */
function withoutTroubles({ troubles = [], ...rest }: Progress, isOver: (trouble: Trouble) => boolean): Progress {
  const left = troubles.filter((trouble) => !isOver(trouble));
  return { ...rest, ...(left.length > 0 && { troubles: left }) };
}

const isAtOrBelow = (at: string, workflow: string): boolean => at === workflow || at.startsWith(`${workflow}/`);

/** The workflow's own clock, which replays the same. ISO 8601. */
const timestamp = (): string => new Date().toISOString();
