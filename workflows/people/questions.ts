import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
  log as workflowLog,
} from '@temporalio/workflow';
import { answerAdvice, describeQuestion, type Question, rowsIdOf } from '../../pipeline/gates/question';
import { votersFor } from '../../pipeline/gates/voters';
import type { StagePlan } from '../../pipeline/plan/plan';
import { quick } from '../activities';
import type { Entering } from '../messages/inputs';
import { type Asked, answered, asks } from '../messages/level-messages';
import { isAsked } from '../messages/validate';
import type { ChangeProgress } from '../progress/change-progress';
import { log } from '../progress/log';
import { reasonOf, Setback } from '../setback';
import type { Approvals } from './approvals';
import { notifyPeople } from './notify';

/** A stage of a change, and the authors of the change, who may not answer. */
export interface Asker {
  readonly stage: Pick<StagePlan, 'name' | 'approval'>;
  readonly authors: readonly string[];
}

interface Subject {
  readonly stage: string;
  readonly component: string;
}

/** A question, and whether other rows of its component were asked about before. */
interface Named {
  readonly question: Question;
  readonly isFurther: boolean;
}

/**
 * Puts questions about components to people: those that are known before a stage, and those of its levels while it is under way. Make it
 * before the first await: it registers a signal.
 */
export class Questions {
  private readonly inbox: Asked[] = [];
  private readonly asked: Subject[];

  constructor(
    private readonly change: string,
    private readonly progress: ChangeProgress,
    private readonly approvals: Approvals,
    entering?: Entering,
  ) {
    const { stage = '', asked = [] } = entering ?? {};
    this.asked = asked.map((component) => ({ stage, component }));
    setHandler(
      asks,
      (asked) => {
        if (isAsked(asked, this.change)) this.inbox.push(asked);
        else
          workflowLog.error(
            'a signal "asks" is ignored: it does not have the fields at and question, or is of no level below this change',
          );
      },
      { description: 'From a level below: a deployment waits until people have answered a question' },
    );
  }

  /**
   * Ends when all are allowed. A rejection or an expired wait is a setback, and so is, at once, a question that nobody could answer: it
   * would only wait until it expires.
   */
  async ask(questions: readonly Question[], { stage, authors }: Asker, isOver = () => false): Promise<void> {
    const rules = await quick.approvalRules.executeWithOptions({ summary: `who may answer for stage ${stage.name}?` }, []);
    const voters = votersFor(stage, authors, rules);
    const asked = questions.map(describeQuestion).join('; ');
    if (voters.kind === 'nobody')
      throw new Setback(`stage ${stage.name}: ${asked}; a person would have to allow this, but ${voters.because}`);
    const { settings } = voters;
    const known = this.askedIn(stage.name);
    const named = questions.map((question) => ({ question, isFurther: known.includes(question.component) }));
    const open = named.map((one) => ({ ...one, stage: stage.name, settings, authors, claimedNames: true, votes: [] }));
    this.asked.push(...questions.map(({ component }) => ({ stage: stage.name, component })));
    void this.tellPeople(stage.name, named); // whether people can be reached decides nothing
    await this.approvals.wait(open, settings.expiresMs, isOver);
  }

  /** The components of a stage about which people were asked: a vote on one of them may have been meant for what was asked first. */
  askedIn(stage: string): string[] {
    return [...new Set(this.asked.flatMap((one) => (one.stage === stage ? [one.component] : [])))];
  }

  /** Does the work of a stage, and meanwhile answers its levels: at once where people have allowed the same rows in this stage already. */
  async answerDuring<T>(asker: Asker, allowed: readonly string[], work: () => Promise<T>): Promise<T> {
    const scope = new CancellationScope();
    const decisions = new Map(allowed.map((digest) => [digest, Promise.resolve('')]));
    const answering = scope.run(() => this.answerLevels(asker, decisions)).catch((err) => void reasonOf(err)); // it was cancelled
    try {
      return await work();
    } finally {
      scope.cancel();
      await answering;
    }
  }

  /** `decisions`: by digest why people did not allow it; an empty text if they did. */
  private async answerLevels(asker: Asker, decisions: Map<string, Promise<string>>): Promise<never> {
    for (;;) {
      await condition(() => this.inbox.length > 0);
      for (const { at, question } of this.inbox.splice(0)) {
        const decision = decisions.get(question.digest) ?? this.decide(question, asker);
        decisions.set(question.digest, decision);
        void decision.then((because) => answer(at, question, because));
      }
    }
  }

  /** A stage that goes back asks nothing: the level stops waiting, if it has not already. */
  private async decide(question: Question, asker: Asker): Promise<string> {
    try {
      await this.ask([question], asker, () => this.progress.isGoingBack);
      return '';
    } catch (err) {
      return isCancellation(err) ? 'the change was cancelled' : reasonOf(err); // rethrows a bug
    }
  }

  private async tellPeople(stage: string, named: readonly Named[]): Promise<void> {
    const advice = answerAdvice(
      { change: this.change, stage },
      named.map(({ question, isFurther }) => ({
        component: question.component,
        ...(isFurther && { rowsId: rowsIdOf(question) }),
      })),
    );
    const text = `${named.map(({ question }) => describeQuestion(question)).join('; ')}. ${advice}`;
    log({ change: this.change, stage }, `asks: ${text}`);
    await notifyPeople({ change: this.change, subject: 'question', text });
  }
}

/** A level that has ended needs no answer, and the change goes on. */
async function answer(level: string, { digest }: Question, because: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(level).signal(answered, { digest, isAllowed: because === '', because });
  } catch (err) {
    if (isCancellation(err)) return;
    log({ change: level }, `has ended, and cannot receive "${answered.name}": ${reasonOf(err)}`);
  }
}
