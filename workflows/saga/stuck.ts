/** What a level does when a step of its way back keeps failing. */
import { setHandler, workflowInfo, log as workflowLog } from '@temporalio/workflow';
import { stuckSentence } from '../../pipeline/model/person';
import { accept, retry } from '../messages/commands';
import { stuck, unstuck } from '../messages/level-messages';
import { problemWith } from '../messages/validate';
import { notifyStuck, StuckDecisions, type WaitForPerson, whatPeopleCanDo } from '../people/stuck-decisions';
import type { LevelProgress } from '../progress/level-progress';
import { signalChange } from './signal-change';

/**
 * Makes the wait of a level for a person. The level reports it to its change, so that people need to know only the change; they can also
 * send the commands to the level itself. Call it before the first await: it registers signals.
 */
export function personWait(progress: LevelProgress): WaitForPerson {
  const { where } = progress;
  const at = workflowInfo().workflowId;
  const decisions = new StuckDecisions(where);
  let stuckAt: string | undefined;
  receiveDecisions(decisions, () => stuckAt);
  return async (what, because) => {
    stuckAt = what;
    const decision = decisions.next();
    const step = { at, what, because };
    progress.stuck(stuckSentence(step), whatPeopleCanDo(where.change, at));
    await signalChange(where.change, stuck, step); // before people are notified, so that they find it there; if it has ended, they send to the level
    await notifyStuck(where, step);
    const decided = await decision;
    await signalChange(where.change, unstuck, { at });
    progress.unstuck();
    stuckAt = undefined;
    return decided;
  };
}

/** Sending a command to the change is the usual way: the change keeps who decided what. */
function receiveDecisions(decisions: StuckDecisions, stuckAt: () => string | undefined): void {
  setHandler(retry, (command) => decisions.retry(command ?? {}), {
    // taken also without "by" and "why": trying again does no harm
    description: 'Try the stuck step again, better sent to the change: {"by": "your name", "why": "what you fixed"}',
  });
  setHandler(
    accept,
    (command) => {
      const problem = problemWith.accept(command) ?? otherStepProblem(command.what, stuckAt());
      if (problem === undefined) decisions.accept(command, stuckAt());
      else workflowLog.error(`a signal "accept" is ignored: ${problem}`);
    },
    {
      description:
        'Go on without undoing the stuck step, better sent to the change: {"by": "your name", "why": "what you did", "release": "found"}',
    },
  );
}

/** A command that was still on its way when its step went on must not settle the next step. */
const otherStepProblem = (meant: string | undefined, stuckAt: string | undefined): string | undefined =>
  stuckAt === undefined || (meant !== undefined && meant !== stuckAt) ? `${meant ?? 'no step'} is stuck no longer` : undefined;
