import { condition, setHandler, workflowInfo, log as workflowLog } from '@temporalio/workflow';
import { answerAdvice, describeQuestion, type Question } from '../../pipeline/gates/question';
import type { LevelInput } from '../messages/inputs';
import { type Answered, answered, asks } from '../messages/level-messages';
import { isAnswered } from '../messages/validate';
import type { LevelProgress } from '../progress/level-progress';
import { Setback } from '../setback';
import { signalChange } from './signal-change';

/**
 * The questions of a level's deployments, which its change puts to people. Other rows than those before the stage are rare: something was
 * altered since, or an earlier deployment of the stage altered it. Make it before the first await: it registers a signal.
 */
export class LevelQuestions {
  private readonly answers = new Map<string, Answered>();
  private digests: readonly string[];

  constructor(
    private readonly level: LevelInput,
    private readonly progress: LevelProgress,
  ) {
    this.digests = level.allowed ?? [];
    setHandler(
      answered,
      (answer) => {
        if (isAnswered(answer)) this.answers.set(answer.digest, answer);
        else workflowLog.error('a signal "answered" is ignored: it does not have the fields digest, isAllowed and because');
      },
      { description: 'From the change: what people answered to a question of this level' },
    );
  }

  /** The digests of what people have allowed so far. */
  get allowed(): readonly string[] {
    return this.digests;
  }

  /** Ends when people have allowed it; until then nothing more is deployed here, and alarms are watched. If they do not, it is a setback. */
  async wait(question: Question): Promise<void> {
    const { change, stage } = this.level;
    const { digest } = question;
    if (this.digests.includes(digest))
      throw new Setback(`it asks again for what people have allowed: ${describeQuestion(question)}`);
    this.answers.delete(digest);
    this.progress.asks(`waits for an answer: ${describeQuestion(question)}`, answerAdvice({ change, stage }, [question]));
    const isAsked = await signalChange(change, asks, { at: workflowInfo().workflowId, question });
    if (!isAsked) throw new Setback(`nobody can answer, because the change has ended: ${describeQuestion(question)}`);
    await condition(() => this.answers.has(digest));
    const answer = this.answers.get(digest);
    if (answer?.isAllowed !== true) throw new Setback(answer?.because ?? 'it was not allowed');
    this.digests = [...this.digests, digest];
    this.progress.goesOn();
  }
}
