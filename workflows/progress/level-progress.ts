import { setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import type { Standing } from '../../pipeline/model/standing';
import { isSameTrouble, type Recovery, type Trouble, troubleSentence } from '../../pipeline/model/trouble';
import { type LevelStatus, status } from '../messages/level-messages';
import { statusAttribute } from '../messages/search-attributes';
import { log, type Where } from './log';
import { troubleLines } from './trouble-lines';

/** Renders the current details of a level for the Web UI. */
type Render = (status: LevelStatus) => string;

/** Where the steps of a level report what they do. */
export interface Reporter {
  /** Reports what is being done; `until` is the earliest time at which that can end by itself. */
  report(why: string, until?: Date): void;
  /** The same without a line in the log, for what follows from the line before. */
  display(why: string): void;
}

/** What a stage, Region or zone reports of itself: to queries, to the Temporal Web UI, to search attributes and to the log. */
export class LevelProgress implements Reporter {
  private now: LevelStatus = { standing: 'under way', why: '', since: timestamp() };

  /** Make it before the first await: it registers the query `status`. */
  constructor(
    readonly where: Where,
    private readonly render: Render = levelDetails,
  ) {
    setHandler(status, () => this.now, { description: 'How it stands and why, for programs' });
  }

  report(why: string, until?: Date): void {
    this.reportAt(this.where, why, until);
  }

  display(why: string): void {
    this.update(this.now.standing, why);
  }

  /** For steps at a part of this level whose own workflow has ended: the log names that part. */
  reporterAt(part: Pick<Where, 'region' | 'zone'>): Reporter {
    return {
      report: (why, until) => this.reportAt({ ...this.where, ...part }, why, until),
      display: (why) => this.display(why),
    };
  }

  goesBack(why: string): void {
    log(this.where, `goes back: ${why}`, 'going back');
    this.update('going back', why);
  }

  /** A deployment waits for people to answer a question. */
  asks(why: string, action: string): void {
    log(this.where, why, 'waiting');
    this.update('waiting', why, { action });
  }

  /** People have answered, and the way forward continues. */
  goesOn(): void {
    log(this.where, 'people have allowed it', 'under way');
    this.update('under way', 'people have allowed it, so the deployment continues');
  }

  stuck(why: string, action: string): void {
    this.update('stuck', why, { action });
    upsertSearchAttributes([{ key: statusAttribute, value: 'stuck' }]);
  }

  unstuck(): void {
    this.update('going back', 'a person decided, so the way back continues');
    upsertSearchAttributes([{ key: statusAttribute, value: 'under way' }]);
  }

  /** Its activities that have failed for minutes and are tried again. */
  get troubles(): readonly Trouble[] {
    return this.now.troubles ?? [];
  }

  troubled(trouble: Trouble): void {
    this.replaceTroubles([...this.troubles.filter((known) => !isSameTrouble(known, trouble)), trouble]);
    log(this.where, troubleSentence(trouble));
  }

  /** Whether there was such a trouble; it is over. */
  recovered(recovery: Recovery): boolean {
    const rest = this.troubles.filter((known) => !isSameTrouble(known, recovery));
    if (rest.length === this.troubles.length) return false;
    this.replaceTroubles(rest);
    return true;
  }

  /** Renders the current details again, after what they show besides the status has changed. */
  refresh(): void {
    setCurrentDetails(this.render(this.now));
  }

  private reportAt(where: Where, why: string, until?: Date): void {
    log(where, why);
    this.update(this.now.standing, why, until && { until: until.toISOString() });
  }

  private update(standing: Standing, why: string, more: Pick<LevelStatus, 'until' | 'action'> = {}): void {
    const since = standing === this.now.standing ? (this.now.since ?? timestamp()) : timestamp();
    const { troubles } = this.now;
    this.now = { standing, why, since, ...more, ...(troubles && { troubles }) };
    this.refresh();
  }

  private replaceTroubles(troubles: readonly Trouble[]): void {
    const { troubles: _, ...rest } = this.now;
    this.now = { ...rest, ...(troubles.length > 0 && { troubles }) };
    this.refresh();
  }
}

const levelDetails = (status: LevelStatus): string => [standingLine(status), ...troubleLines(status.troubles)].join('\n');

const standingLine = ({ standing, why, action }: LevelStatus): string => {
  if (standing === 'under way') return why;
  return action === undefined ? `${standing}: ${why}` : `**${standing}**: ${why}. ${action}`;
};

const timestamp = (): string => new Date().toISOString();
